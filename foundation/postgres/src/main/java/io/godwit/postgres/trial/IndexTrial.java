package io.godwit.postgres.trial;

import io.godwit.model.DatabaseName;
import io.godwit.model.Problem;
import io.godwit.model.SqlName;
import io.godwit.model.catalog.ObjectName;
import io.godwit.postgres.DatabaseAddress;
import io.godwit.postgres.copy.CopiesServer;
import io.godwit.postgres.copy.DatabaseClone;
import io.godwit.postgres.copy.TableSample;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Tries which index the planner would use for a query: on a copy of the schema with rows of the query's tables, in
/// transactions that are rolled back. Production is only read.
public final class IndexTrial {
    /// Rows of each table: enough for ANALYZE, which looks at 30,000, and for costs that tell a scan from a look-up.
    private static final long ROWS = 200_000;

    /// Every write pays for an index, so it has to halve what the query costs.
    private static final double WORTH_AN_INDEX = 0.5;

    private static final double WORTH_ANOTHER_COLUMN = 0.9;

    private static final String INDEX = "godwit_trial";
    private static final String LIMITS = "SET statement_timeout = '30s'";

    private final DatabaseAddress copies;
    private final DatabaseName source;
    private final DatabaseAddress production;

    /// @param copies a database of the copies server, usually `postgres`; its role may create databases
    public IndexTrial(DatabaseAddress copies, DatabaseName source, DatabaseAddress production) {
        this.copies = copies;
        this.source = source;
        this.production = production;
    }

    /// What the planner made of the best of the indexes.
    ///
    /// @param columns the index's; empty if it used none
    /// @param before  the query's cost without it
    /// @param after   the query's cost with it; the same as before if it used none
    /// @param rows    of the table on the copy
    public record Result(List<String> columns, double before, double after, long rows) {
        public Result {
            columns = List.copyOf(columns);
        }
    }

    /// @param tables     of the query, the one to index first
    /// @param query      with parameters `$1`, `$2`, …
    /// @param candidates columns of each index to try, the one to prefer among equals first
    /// @return empty if it could not be tried: the copies server cannot be used, or the query cannot be planned
    public Optional<Result> of(List<ObjectName> tables, String query, Collection<List<String>> candidates) {
        try (CopiesServer server = CopiesServer.open(copies)) {
            DatabaseClone copy = server.withoutRows(source, production);
            try (Connection from = production.connect("godwit-index-trial");
                    Connection scratch = copy.connect("godwit-index-trial")) {
                return Optional.of(on(from, scratch, tables, query, candidates));
            } finally {
                server.drop(copy);
            }
        } catch (SQLException | Problem cannotTell) {
            return Optional.empty();
        }
    }

    private static Result on(
            Connection from,
            Connection scratch,
            List<ObjectName> tables,
            String query,
            Collection<List<String>> candidates)
            throws SQLException {
        long rows = 0;
        from.setReadOnly(true);
        execute(from, LIMITS);
        execute(scratch, LIMITS);
        for (ObjectName table : tables) {
            long copied = TableSample.copy(from, scratch, table, ROWS);
            rows = table.equals(tables.getFirst()) ? copied : rows;
            execute(scratch, "ANALYZE " + table.sql());
        }
        double before = QueryPlan.of(scratch, query).cost();
        Result best = new Result(List.of(), before, before, rows);
        for (List<String> columns : candidates) {
            QueryPlan plan = with(scratch, tables.getFirst(), columns, query);
            double known = best.columns().isEmpty() ? before * WORTH_AN_INDEX : best.after() * WORTH_ANOTHER_COLUMN;
            if (plan.cost() < known && plan.uses(INDEX)) {
                best = new Result(columns, before, plan.cost(), rows);
            }
        }
        return best;
    }

    private static QueryPlan with(Connection scratch, ObjectName table, List<String> columns, String query)
            throws SQLException {
        scratch.setAutoCommit(false);
        try {
            execute(
                    scratch,
                    "CREATE INDEX " + INDEX + " ON " + table.sql() + " ("
                            + columns.stream().map(SqlName::quoted).collect(Collectors.joining(", ")) + ")");
            return QueryPlan.of(scratch, query);
        } finally {
            scratch.rollback();
            scratch.setAutoCommit(true);
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
