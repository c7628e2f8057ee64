package io.godwit.runtime;

import io.godwit.model.Problem;
import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.apache.kafka.common.errors.RetriableException;

/// What an error of a handler is called and whether trying again may help.
///
/// @param code    stable, upper-case words joined by `_`
/// @param outlook what another attempt may bring
record Failure(String code, Outlook outlook) {
    /// What another attempt may bring.
    enum Outlook {
        /// Nothing: the input is wrong, or Godwit is.
        HOPELESS,
        /// Hardly anything, unless somebody is just correcting it: a wrong password, a database that is not there.
        DOUBTFUL,
        /// It may pass: a database that restarts, a lock, a network.
        HOPEFUL
    }

    /// Attempts for a doubtful failure.
    private static final int FEW = 3;

    /// SQLSTATE classes and codes that pass: connection exceptions, insufficient resources, operator intervention
    /// such as a restart, serialization failure, deadlock, lock not available.
    /// <https://www.postgresql.org/docs/18/errcodes-appendix.html>
    private static final List<String> PASSING_STATES = List.of("08", "53", "57P", "40001", "40P01", "55P03");

    /// Wrong password, role not allowed, no such database.
    private static final Set<String> SET_UP_STATES = Set.of("28P01", "28000", "3D000");

    /// Decided by the outermost error of a known kind among the error and its causes.
    static Failure of(Throwable error) {
        return chain(error).stream()
                .map(Failure::known)
                .flatMap(Optional::stream)
                .findFirst()
                .orElse(new Failure("DEFECT", Outlook.HOPELESS));
    }

    /// How many attempts it allows in all.
    int attempts() {
        return switch (outlook) {
            case HOPELESS -> 1;
            case DOUBTFUL -> FEW;
            case HOPEFUL -> RetryPolicy.WITHOUT_END;
        };
    }

    /// The error and its causes, outermost first.
    static List<Throwable> chain(Throwable error) {
        List<Throwable> chain = new ArrayList<>();
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Throwable next = error; next != null && seen.add(next); next = next.getCause()) {
            chain.add(next);
        }
        return chain;
    }

    private static Optional<Failure> known(Throwable error) {
        return switch (error) {
            case Problem problem -> Optional.of(ofProblem(problem));
            case SQLException refused -> Optional.of(ofState(refused.getSQLState()));
            case RetriableException _ -> Optional.of(new Failure("KAFKA_UNAVAILABLE", Outlook.HOPEFUL));
            case TimeoutException _ -> Optional.of(new Failure("TIMEOUT", Outlook.HOPEFUL));
            case IOException _
            when isNetwork(error) -> Optional.of(new Failure("NETWORK_UNAVAILABLE", Outlook.HOPEFUL));
            default -> Optional.empty();
        };
    }

    /// A problem of the environment that comes from the database is judged by the database's own code.
    private static Failure ofProblem(Problem problem) {
        return switch (problem.category()) {
            case USER, INTERNAL -> new Failure(problem.code(), Outlook.HOPELESS);
            case ENVIRONMENT -> {
                boolean setUp = chain(problem).stream()
                        .anyMatch(cause -> cause instanceof SQLException refused
                                && ofState(refused.getSQLState()).outlook() == Outlook.DOUBTFUL);
                yield new Failure(problem.code(), setUp ? Outlook.DOUBTFUL : Outlook.HOPEFUL);
            }
        };
    }

    private static Failure ofState(@org.jspecify.annotations.Nullable String state) {
        if (state == null) {
            return new Failure("SQL_ERROR", Outlook.HOPELESS);
        }
        String code = "SQLSTATE_" + state;
        if (SET_UP_STATES.contains(state)) {
            return new Failure(code, Outlook.DOUBTFUL);
        }
        boolean passes = PASSING_STATES.stream().anyMatch(state::startsWith);
        return new Failure(code, passes ? Outlook.HOPEFUL : Outlook.HOPELESS);
    }

    static boolean isNetwork(Throwable error) {
        return error instanceof SocketException
                || error instanceof SocketTimeoutException
                || error instanceof UnknownHostException
                || error instanceof SSLException;
    }
}
