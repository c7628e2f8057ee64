package io.godwit.validator;

import io.godwit.model.catalog.ObjectName;
import io.godwit.model.finding.Evidence;
import io.godwit.model.finding.Provenance;
import io.godwit.model.statement.ColumnDefinition;
import io.godwit.postgres.statistics.AddedColumn;
import io.godwit.validator.effect.ColumnQuestions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Questions to the live database about its data: read-only, limited in time, answered from memory when asked twice.
/// What cannot be answered in time stays unknown.
public final class LiveDatabase implements ColumnQuestions {
    private static final Set<String> TOOK_TOO_LONG = Set.of("57014", "55P03");

    private final Connection connection;
    private final Map<String, AddedColumn> columns = new HashMap<>();
    private final Map<String, Optional<List<String>>> answers = new HashMap<>();

    /// @param connection in autocommit mode; its `statement_timeout` limits each question
    public LiveDatabase(Connection connection) {
        this.connection = connection;
    }

    @Override
    public AddedColumn adding(ColumnDefinition column) {
        return columns.computeIfAbsent(
                column.type() + " default " + column.defaultExpression().orElse(""), _ -> {
                    try {
                        return AddedColumn.ask(
                                connection,
                                column.type(),
                                column.defaultExpression().orElse(""));
                    } catch (SQLException problem) {
                        return new AddedColumn(
                                column.defaultExpression().isPresent(),
                                new Evidence(
                                        Provenance.ASSUMED,
                                        "the database could not be asked: " + problem.getMessage()));
                    }
                });
    }

    /// The first column of up to `limit` rows of a query; empty if it took too long or cannot be run yet (it names
    /// something the plan is still to create).
    public Optional<List<String>> texts(String query, int limit) {
        return answers.computeIfAbsent(limit + " " + query, _ -> {
            List<String> texts = new ArrayList<>();
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery(query + " limit " + limit)) {
                while (row.next()) {
                    texts.add(String.valueOf(row.getString(1)));
                }
                return Optional.of(texts);
            } catch (SQLException problem) {
                String state = String.valueOf(problem.getSQLState());
                if (TOOK_TOO_LONG.contains(state) || state.startsWith("42")) {
                    return Optional.empty();
                }
                throw new IllegalStateException("asking the live database: " + query, problem);
            }
        });
    }

    /// What PostgreSQL says against the data when it evaluates the query (SQLSTATE class 22: invalid values,
    /// overflows);
    /// empty if it has no objection or did not get through it in time.
    public Optional<String> dataError(String query) {
        try (Statement statement = connection.createStatement();
                ResultSet _ = statement.executeQuery(query)) {
            return Optional.empty();
        } catch (SQLException problem) {
            boolean data = String.valueOf(problem.getSQLState()).startsWith("22");
            return data ? Optional.of(withoutValues(problem)) : Optional.empty();
        }
    }

    /// The message of an error about data without the data in it: findings travel further than the data may.
    public static String withoutValues(SQLException problem) {
        return String.valueOf(problem.getMessage())
                .lines()
                .findFirst()
                .orElse("")
                .replaceAll("\"[^\"]*\"", "(a value, not shown)");
    }

    /// How many rows of the table fulfil the condition; empty if it took too long.
    public Optional<Long> count(ObjectName table, String condition) {
        return texts("select count(*) from " + table.sql() + " where " + condition, 1)
                .map(texts -> Long.valueOf(texts.getFirst()));
    }
}
