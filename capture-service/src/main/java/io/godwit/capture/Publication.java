package io.godwit.capture;

import io.godwit.model.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;

/// The publication row changes come through: made if it is not there, and kept up to date with the tables there are. By
/// the function `godwit.publish_tables` where a DBA has installed it, else with the service's own rights.
record Publication(String name) {
    private static final String FUNCTION = "publish_tables";

    /// How many tables' row changes are left out, because their rows have no identity or the service lacks
    /// the rights.
    ///
    /// @throws Problem if the publication is not there and may not be made
    long refresh(Connection connection) throws SQLException {
        String schema = isInstalled(connection) ? "godwit" : installed(connection);
        String sql = "select %s.%s(?::name)".formatted(schema, FUNCTION);
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, name);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        } catch (SQLException refused) {
            if (!"42501".equals(refused.getSQLState())) {
                throw refused;
            }
            if (exists(connection)) {
                return 0;
            }
            throw Problem.environment(
                    "PUBLICATION_MISSING",
                    "the role %s may not make the publication %s: as the owner of the tables, install the function godwit.publish_tables (io/godwit/capture/publish-tables.sql) and let the role execute it, or run: CREATE PUBLICATION %s FOR TABLE ... (only tables with a primary key)"
                            .formatted(connection.getMetaData().getUserName(), name, name),
                    refused);
        }
    }

    private static boolean isInstalled(Connection connection) throws SQLException {
        String sql =
                "select coalesce(has_function_privilege(to_regprocedure('godwit.publish_tables(name)'), 'execute'), false)";
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getBoolean(1);
        } catch (SQLException noUsageOfTheSchema) {
            if ("42501".equals(noUsageOfTheSchema.getSQLState())) {
                return false;
            }
            throw noUsageOfTheSchema;
        }
    }

    /// Makes the function for this session only, with the session's own rights.
    private static String installed(Connection connection) throws SQLException {
        String own = definition()
                .replace("CREATE SCHEMA IF NOT EXISTS godwit;", "")
                .replace("godwit." + FUNCTION, "pg_temp." + FUNCTION)
                .replace("SECURITY DEFINER", "SECURITY INVOKER");
        try (Statement statement = connection.createStatement()) {
            statement.execute(own);
        }
        return "pg_temp";
    }

    private boolean exists(Connection connection) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("select from pg_publication where pubname = ?")) {
            statement.setString(1, name);
            try (ResultSet row = statement.executeQuery()) {
                return row.next();
            }
        }
    }

    private static String definition() {
        try (InputStream file = Objects.requireNonNull(
                Publication.class.getResourceAsStream("publish-tables.sql"), "publish-tables.sql")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new IllegalStateException("publish-tables.sql is not in the jar", unreadable);
        }
    }
}
