package io.godwit.cli.doctor;

import io.godwit.cli.local.ProductionDatabase.Access;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/// What the services need of a production database and of the role they enter it with. Reads only.
public final class DatabaseCheck {
    private static final int OLDEST_SERVER = 140_000;

    private DatabaseCheck() {}

    /// The server's settings and the role's rights, the most basic first; only the failed connection if there is none.
    public static List<Diagnosis> of(Access access) {
        Properties properties = new Properties();
        properties.setProperty("user", access.user());
        properties.setProperty("password", access.password());
        properties.setProperty("ApplicationName", "godwit-doctor");
        properties.setProperty("connectTimeout", "5");
        try (Connection connection = DriverManager.getConnection(access.url(), properties)) {
            connection.setReadOnly(true);
            return examine(connection);
        } catch (SQLException problem) {
            return List.of(
                    Diagnosis.ill(
                            "connecting as " + access + ": " + problem.getMessage(),
                            "Check address, role and password; the password is taken from the address, PGPASSWORD or ~/.pgpass."));
        }
    }

    private static List<Diagnosis> examine(Connection connection) throws SQLException {
        List<Diagnosis> diagnoses = new ArrayList<>();
        String version = ask(connection, "SHOW server_version");
        diagnoses.add(Diagnosis.of(
                Integer.parseInt(ask(connection, "SHOW server_version_num")) >= OLDEST_SERVER,
                "PostgreSQL " + version,
                "Godwit needs PostgreSQL 14 or later."));
        setting(
                diagnoses,
                connection,
                "wal_level",
                "logical",
                "needs a restart; without it row changes are not captured");
        setting(
                diagnoses,
                connection,
                "logging_collector",
                "on",
                "needs a restart; without it queries are not captured");
        String destination = ask(connection, "SHOW log_destination");
        diagnoses.add(
                Diagnosis.of(
                        destination.contains("jsonlog"),
                        "log_destination = " + destination,
                        "ALTER SYSTEM SET log_destination = 'jsonlog'; then SELECT pg_reload_conf(). Queries are captured from it."));
        yes(
                diagnoses,
                connection,
                "SELECT count(*) > 0 FROM pg_extension WHERE extname = 'pg_stat_statements'",
                "extension pg_stat_statements",
                "Add it to shared_preload_libraries, restart, and run CREATE EXTENSION pg_stat_statements; the monitor compares its figures.");
        yes(
                diagnoses,
                connection,
                "SELECT rolsuper OR rolreplication FROM pg_roles WHERE rolname = current_user",
                "role may replicate",
                "ALTER ROLE \"" + ask(connection, "SELECT current_user")
                        + "\" REPLICATION; capture follows the write-ahead log.");
        yes(
                diagnoses,
                connection,
                "SELECT pg_has_role(current_user, 'pg_monitor', 'USAGE')",
                "role sees all statistics",
                "GRANT pg_monitor TO \"" + ask(connection, "SELECT current_user") + "\";");
        yes(
                diagnoses,
                connection,
                """
                SELECT has_database_privilege(current_database(), 'CREATE') OR count(*) = 2 FROM pg_namespace
                WHERE nspname IN ('godwit', 'godwit_kept') AND has_schema_privilege(oid, 'CREATE')""",
                "role may create schemas for the ledger and for what is kept",
                "GRANT CREATE ON DATABASE \"%1$s\" TO \"%2$s\"; or CREATE SCHEMA godwit AUTHORIZATION \"%2$s\"; CREATE SCHEMA godwit_kept AUTHORIZATION \"%2$s\";"
                        .formatted(
                                ask(connection, "SELECT current_database()"), ask(connection, "SELECT current_user")));
        yes(
                diagnoses,
                connection,
                """
                SELECT coalesce(bool_and(pg_has_role(current_user, relowner, 'USAGE')), true) FROM pg_class
                WHERE relkind IN ('r', 'p') AND relnamespace::regnamespace::text !~ '^(pg_|information_schema|godwit)'""",
                "role owns the tables",
                "GRANT the tables' owner to the role: only owners may change tables.");
        return diagnoses;
    }

    private static void setting(
            List<Diagnosis> diagnoses, Connection connection, String name, String wanted, String note)
            throws SQLException {
        String value = ask(connection, "SHOW " + name);
        diagnoses.add(Diagnosis.of(
                value.equals(wanted),
                name + " = " + value,
                "ALTER SYSTEM SET " + name + " = '" + wanted + "'; " + note + "."));
    }

    private static void yes(
            List<Diagnosis> diagnoses, Connection connection, String question, String what, String remedy)
            throws SQLException {
        boolean well = ask(connection, question).equals("t");
        diagnoses.add(Diagnosis.of(well, what + (well ? "" : ": no"), remedy));
    }

    private static String ask(Connection connection, String question) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery(question)) {
            return answer.next() ? String.valueOf(answer.getString(1)) : "";
        }
    }
}
