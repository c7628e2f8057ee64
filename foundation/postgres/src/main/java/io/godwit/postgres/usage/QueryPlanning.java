package io.godwit.postgres.usage;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.Collections;
import java.util.Optional;

/// Asks PostgreSQL whether a query can be planned, without running it: `EXPLAIN (GENERIC_PLAN)` from 16 on, `PREPARE`
/// and `EXPLAIN EXECUTE` with a generic plan before. A function is defined again instead, which has PostgreSQL check
/// its body.
final class QueryPlanning {
    private static final int GENERIC_PLAN = 16;

    private final Connection connection;
    private final boolean generic;
    private int prepared;

    /// @param connection in a transaction; it is left as it was
    QueryPlanning(Connection connection) throws SQLException {
        this.connection = connection;
        this.generic = connection.getMetaData().getDatabaseMajorVersion() >= GENERIC_PLAN;
    }

    /// @param searchPath for a query that does not qualify its names; empty for the session's own
    /// @return what PostgreSQL says against it; empty if nothing
    Optional<SQLException> refusal(UsedQuery query, String searchPath) throws SQLException {
        Savepoint savepoint = connection.setSavepoint();
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            if (!searchPath.isEmpty()) {
                statement.execute("set local search_path = " + searchPath);
            }
            if (query.origin() == UsedQuery.Origin.FUNCTION) {
                statement.execute("set local check_function_bodies = on");
                statement.execute(query.sql());
            } else if (generic) {
                statement.execute("explain (generic_plan) " + withoutEnd(query.sql()));
            } else {
                prepared(statement, withoutEnd(query.sql()));
            }
            return Optional.empty();
        } catch (SQLException refused) {
            if (String.valueOf(refused.getSQLState()).startsWith("08")) {
                throw refused;
            }
            return Optional.of(refused);
        } finally {
            connection.rollback(savepoint);
        }
    }

    /// A prepared statement outlives the savepoint. One that PostgreSQL refuses to plan cannot be given back in the
    /// failed transaction, so each has a name of its own.
    private void prepared(Statement statement, String sql) throws SQLException {
        prepared++;
        String name = "godwit_planned_" + prepared;
        statement.execute("prepare " + name + " as " + sql);
        int parameters;
        try (ResultSet row = statement.executeQuery("select coalesce(cardinality(parameter_types), 0)"
                + " from pg_prepared_statements where name = '" + name + "'")) {
            row.next();
            parameters = row.getInt(1);
        }
        statement.execute("set local plan_cache_mode = force_generic_plan");
        statement.execute("explain execute " + name
                + (parameters == 0 ? "" : "(" + String.join(", ", Collections.nCopies(parameters, "null")) + ")"));
        statement.execute("deallocate " + name);
    }

    private static String withoutEnd(String sql) {
        return sql.strip().replaceFirst("(\\s*;)+$", "");
    }
}
