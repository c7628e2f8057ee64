package io.godwit.analyzer;

import io.godwit.analyzer.query.DatabasePlans;
import io.godwit.analyzer.query.QueryPlans;
import io.godwit.analyzer.written.RecordedMigrations;
import io.godwit.analyzer.written.ToolHistory;
import io.godwit.model.Problem;
import io.godwit.model.SqlName;
import io.godwit.model.catalog.Constraint;
import io.godwit.model.catalog.Index;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.planning.LiveTables;
import io.godwit.model.planning.RowsSay;
import io.godwit.postgres.trial.IndexTrial;
import io.godwit.postgres.usage.QueryStatistics;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Asks the database itself about its rows. Each question stops at the first row that answers it.
public final class DatabaseRows implements LiveTables {
    /// What a table is too large for is taken to be so: a question too many does no harm.
    private static final String TOOK_TOO_LONG = "57014";

    private final Connection connection;
    private final Optional<IndexTrial> trial;

    /// @param connection in autocommit mode
    public DatabaseRows(Connection connection) {
        this(connection, Optional.empty());
    }

    /// @param connection in autocommit mode
    /// @param trial      tries indexes on a copy
    public DatabaseRows(Connection connection, Optional<IndexTrial> trial) {
        this.connection = connection;
        this.trial = trial;
    }

    /// The planner of the same database.
    QueryPlans plans() {
        return new DatabasePlans(connection, trial);
    }

    /// What migration tools say in the same database.
    ToolHistory toolHistory() {
        return new RecordedMigrations(connection);
    }

    @Override
    public boolean hasRows(ObjectName table) {
        return answer(table, "");
    }

    @Override
    public boolean hasNulls(ObjectName table, String column) {
        return answer(table, " WHERE " + SqlName.quoted(column) + " IS NULL");
    }

    @Override
    public boolean holdsAny(ObjectName table, String column, List<String> labels) {
        String wanted = labels.stream().map(SqlName::literal).collect(Collectors.joining(", "));
        return answer(
                table,
                " WHERE string_to_array(btrim(" + SqlName.quoted(column) + "::text, '{}'), ',') && ARRAY[" + wanted
                        + "]::text[]");
    }

    /// Not said of rows that cannot be compared in time: whoever judges the plan looks again.
    @Override
    public boolean hasDuplicates(ObjectName table, Index key) {
        List<String> keys = key.keys().stream()
                .map(each -> each.column()
                        .map(SqlName::quoted)
                        .orElseGet(() -> "(" + each.expression().orElse("true") + ")"))
                .toList();
        List<String> conditions = new ArrayList<>(key.predicate().map(List::of).orElse(List.of()));
        if (!key.nullsNotDistinct()) {
            keys.forEach(each -> conditions.add(each + " IS NOT NULL"));
        }
        return answerInTime("SELECT EXISTS (SELECT 1 FROM " + table.sql()
                + (conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions))
                + (keys.isEmpty() ? "" : " GROUP BY " + String.join(", ", keys)) + " HAVING count(*) > 1)");
    }

    @Override
    public boolean hasOrphans(ObjectName table, Constraint.ForeignKey key) {
        List<String> conditions = new ArrayList<>();
        List<String> joined = new ArrayList<>();
        for (int i = 0; i < key.columns().size(); i++) {
            String own = "f." + SqlName.quoted(key.columns().get(i));
            conditions.add(own + " IS NOT NULL");
            joined.add("t." + SqlName.quoted(key.referencedColumns().get(i)) + " = " + own);
        }
        return answerInTime("SELECT EXISTS (SELECT 1 FROM " + table.sql() + " f WHERE "
                + String.join(" AND ", conditions) + " AND NOT EXISTS (SELECT 1 FROM "
                + key.referencedTable().sql() + " t WHERE " + String.join(" AND ", joined) + "))");
    }

    @Override
    public boolean holdsMore(ObjectName table, String column, String expression) {
        return fulfil(table, "NOT (" + LiveTables.holdsMore(column, expression) + ")") != RowsSay.YES;
    }

    /// Perhaps, where PostgreSQL cannot say: something in the condition is still to be created, or it took too long.
    @Override
    public RowsSay fulfil(ObjectName table, String condition) {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(QueryStatistics.own(
                        "SELECT EXISTS (SELECT 1 FROM " + table.sql() + " WHERE NOT (" + condition + "))"))) {
            result.next();
            return result.getBoolean(1) ? RowsSay.NO : RowsSay.YES;
        } catch (SQLException unknown) {
            return RowsSay.PERHAPS;
        }
    }

    /// By a value that does not fit, a domain's check, or because there is no such conversion at all.
    @Override
    public boolean refuses(ObjectName table, String expression) {
        try (Statement statement = connection.createStatement();
                ResultSet _ = statement.executeQuery(
                        QueryStatistics.own("SELECT count(" + expression + ") FROM " + table.sql()))) {
            return false;
        } catch (SQLException problem) {
            return String.valueOf(problem.getSQLState()).matches("2[23]...|42846|42883");
        }
    }

    /// False where PostgreSQL cannot say: something in it is still to be created, or it took too long.
    private boolean answerInTime(String query) {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(QueryStatistics.own(query))) {
            return result.next() && result.getBoolean(1);
        } catch (SQLException notYet) {
            return false;
        }
    }

    private boolean answer(ObjectName table, String where) {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(
                        QueryStatistics.own("SELECT EXISTS (SELECT 1 FROM " + table.sql() + where + ")"))) {
            result.next();
            return result.getBoolean(1);
        } catch (SQLException problem) {
            if (TOOK_TOO_LONG.equals(problem.getSQLState())) {
                return true;
            }
            throw Problem.environment(
                    "ROWS_UNREADABLE",
                    "The rows of " + table + " cannot be read (" + problem.getMessage()
                            + "); grant SELECT on it to the role the analyzer uses.",
                    problem);
        }
    }
}
