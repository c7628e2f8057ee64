package io.godwit.cli.command;

import io.godwit.cli.local.PasswordFile;
import io.godwit.cli.local.ProductionDatabase.Access;
import io.godwit.model.Problem;
import io.godwit.postgres.ConnectionProblem;
import io.godwit.postgres.DatabaseAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A database as the command line names it: `shop`, or
/// `shop=jdbc:postgresql://user:password@host:5432/db`.
///
/// @param name     Godwit's name for it
/// @param external how it is entered; empty if it is to be made in the local stack
record DatabaseArgument(String name, Optional<Access> external) {
    private static final String JDBC = "jdbc:";

    /// @throws Problem USER if the argument is not of that form
    static DatabaseArgument parse(String argument) {
        int equals = argument.indexOf('=');
        String name = Arguments.database(equals < 0 ? argument : argument.substring(0, equals))
                .value();
        return equals < 0
                ? new DatabaseArgument(name, Optional.empty())
                : new DatabaseArgument(
                        name, Optional.of(access("--database " + name + "=…", argument.substring(equals + 1))));
    }

    /// One that an option names by its address alone.
    ///
    /// @throws Problem USER if it is no address of PostgreSQL
    static DatabaseArgument ofAddress(String option, String url) {
        return new DatabaseArgument("database", Optional.of(access(option, url)));
    }

    /// Where it is and who enters it; only for one that is not to be made in the local stack.
    DatabaseAddress address() {
        Access access = external.orElseThrow();
        return new DatabaseAddress(access.url(), access.user(), access.password());
    }

    /// A connection to it, in autocommit mode and read-only, whose statements end after some seconds.
    ///
    /// @throws Problem ENVIRONMENT if it cannot be entered
    Connection connect(String applicationName) {
        Access access = external.orElseThrow();
        DatabaseAddress address = new DatabaseAddress(access.url(), access.user(), access.password());
        try {
            Connection connection = address.connect(applicationName);
            try (Statement statement = connection.createStatement()) {
                statement.execute("SET statement_timeout = '30s'; SET lock_timeout = '2s';"
                        + " SET default_transaction_read_only = on");
            }
            return connection;
        } catch (SQLException problem) {
            throw ConnectionProblem.of(address, problem);
        }
    }

    private static Access access(String where, String url) {
        String plain = url.startsWith(JDBC) ? url.substring(JDBC.length()) : url;
        URI address;
        try {
            address = URI.create(plain.replaceFirst("^postgres://", "postgresql://"));
        } catch (IllegalArgumentException problem) {
            throw malformed(where);
        }
        if (!"postgresql".equals(address.getScheme())
                || address.getHost() == null
                || address.getPath().length() < 2) {
            throw malformed(where);
        }
        int port = address.getPort() < 0 ? 5432 : address.getPort();
        String database = address.getPath().substring(1);
        String credentials = Optional.ofNullable(address.getRawUserInfo()).orElse("");
        int colon = credentials.indexOf(':');
        Map<String, String> parameters =
                parameters(Optional.ofNullable(address.getRawQuery()).orElse(""));
        // As the JDBC driver has it, or as PostgreSQL's own programs have it.
        String named = decoded(Objects.requireNonNullElse(parameters.remove("user"), ""));
        String secret = decoded(Objects.requireNonNullElse(parameters.remove("password"), ""));
        String written = decoded(colon < 0 ? credentials : credentials.substring(0, colon));
        String user = Stream.of(named, written, System.getProperty("user.name", ""))
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse("");
        String password = !secret.isEmpty()
                ? secret
                : colon < 0
                        ? PasswordFile.lookUp(address.getHost(), port, database, user)
                        : decoded(credentials.substring(colon + 1));
        String rest = parameters.entrySet().stream()
                .map(parameter -> parameter.getKey() + parameter.getValue())
                .collect(Collectors.joining("&"));
        return new Access(
                "jdbc:postgresql://" + address.getHost() + ":" + port + "/" + database
                        + (rest.isEmpty() ? "" : "?" + rest),
                user,
                password);
    }

    /// By name, in their order, each with what follows the name: `=require`.
    private static Map<String, String> parameters(String query) {
        Map<String, String> found = new LinkedHashMap<>();
        for (String parameter : query.isEmpty() ? new String[0] : query.split("&")) {
            int equals = parameter.indexOf('=');
            String name = equals < 0 ? parameter : parameter.substring(0, equals);
            boolean ofUser = name.equals("user") || name.equals("password");
            found.put(name, equals < 0 ? "" : parameter.substring(ofUser ? equals + 1 : equals));
        }
        return found;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static Problem malformed(String where) {
        return Problem.user(
                "BAD_DATABASE_URL",
                where + ": write postgresql://user@host:5432/database (what was given is not shown, it may hold a"
                        + " password)");
    }
}
