package io.godwit.validator.rule;

import io.godwit.model.finding.Severity;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// PostgreSQL refuses the statement: it cannot run as it is written, whatever the load.
public final class PostgresRefuses implements Rule {
    private static final Pattern IN_THE_WAY =
            Pattern.compile("other objects depend on it|cannot alter type of a column used by");

    @Override
    public String code() {
        return "GW101";
    }

    @Override
    public String title() {
        return "PostgreSQL refuses the statement";
    }

    @Override
    public Stream<StatementFinding> check(CheckedStatement statement) {
        return statement.effect().error().stream().map(error -> {
            Optional<InTheWay> inTheWay = IN_THE_WAY.matcher(error).find() ? InTheWay.of(statement) : Optional.empty();
            return statement
                    .finding(
                            code(),
                            Severity.DANGER,
                            "PostgreSQL refuses this: " + error
                                    + inTheWay.map(found -> ": " + found.words())
                                            .orElse(""),
                            "the migration stops here; what ran before it may be left half done",
                            inTheWay.map(InTheWay::help).orElse("mend the statement, or the order of the statements"))
                    .rejecting();
        });
    }
}
