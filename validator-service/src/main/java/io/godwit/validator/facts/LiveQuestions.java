package io.godwit.validator.facts;

import io.godwit.model.catalog.ObjectName;
import io.godwit.postgres.statistics.AddedColumn;
import io.godwit.postgres.usage.QueryStatistics;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Asks a database. Reads only (the column asked about is added to a temporary table of its own and rolled back), and
/// leaves the session as it was.
public final class LiveQuestions implements CatalogQuestions {
    private static final String TIMED_OUT = "57014";
    private static final String NO_RIGHT = "42501";

    private final Connection connection;
    private Optional<String> unanswered = Optional.empty();
    private final Map<String, Optional<TypeFacts>> types = new HashMap<>();
    private final Map<String, Optional<List<String>>> texts = new HashMap<>();
    private final Map<String, Optional<String>> reasons = new HashMap<>();
    private final Map<String, Boolean> rewriting = new HashMap<>();
    private final Map<String, Optional<Boolean>> rows = new HashMap<>();
    private final Map<String, Optional<Objection>> objections = new HashMap<>();

    /// @param connection in autocommit mode
    public LiveQuestions(Connection connection) {
        this.connection = connection;
    }

    @Override
    public Optional<TypeFacts> type(String sqlType) {
        return types.computeIfAbsent(
                sqlType,
                _ -> answered(() -> LiveTypes.type(connection, sqlType)).flatMap(found -> found));
    }

    @Override
    public Cast cast(long from, long to) {
        return answered(() -> LiveTypes.cast(connection, from, to)).orElse(Cast.UNKNOWN);
    }

    @Override
    public Optional<Boolean> defaultNeedsRewrite(String type, String expression) {
        return Optional.of(rewriting.computeIfAbsent(type + " default " + expression, _ -> {
            try {
                return AddedColumn.ask(connection, type, expression).rewrites();
            } catch (SQLException unanswered) {
                return CatalogQuestions.none()
                        .defaultNeedsRewrite(type, expression)
                        .orElse(true);
            }
        }));
    }

    @Override
    public boolean excluded(ObjectName table, String condition) {
        return answered(() -> {
                    try (Statement statement = connection.createStatement()) {
                        statement.execute("set local constraint_exclusion = on");
                        try (ResultSet row = statement.executeQuery(
                                "explain select 1 from only " + table.sql() + " where " + condition)) {
                            boolean never = false;
                            while (row.next()) {
                                never |= row.getString(1).contains("One-Time Filter: false");
                            }
                            return never;
                        }
                    }
                })
                .orElse(false);
    }

    @Override
    public Optional<Boolean> anyRow(String query) {
        return rows.computeIfAbsent(
                query,
                _ -> answered(() -> {
                    try (Statement statement = connection.createStatement();
                            ResultSet row = statement.executeQuery(QueryStatistics.own(query) + " limit 1")) {
                        return row.next();
                    }
                }));
    }

    @Override
    public Optional<QueryFacts> plan(String query) {
        return answered(() -> LivePlans.plan(connection, query));
    }

    @Override
    public Optional<QueryFacts> understood(String query) {
        return answered(() -> LivePlans.understood(connection, query));
    }

    @Override
    public Optional<List<ResultColumn>> columns(String query) {
        return answered(() -> {
            try (PreparedStatement prepared = connection.prepareStatement(literally(query))) {
                ResultSetMetaData found = prepared.getMetaData();
                List<ResultColumn> columns = new ArrayList<>();
                for (int i = 1; found != null && i <= found.getColumnCount(); i++) {
                    columns.add(new ResultColumn(found.getColumnName(i), found.getColumnTypeName(i)));
                }
                return columns;
            }
        });
    }

    @Override
    public Optional<Objection> objection(String sql) {
        return answered(() -> {
            try (PreparedStatement prepared = connection.prepareStatement(literally(sql))) {
                prepared.getMetaData();
                return null;
            } catch (SQLException problem) {
                return StandIn.objection(problem);
            }
        });
    }

    @Override
    public Optional<Objection> objection(List<String> tables, String statement) {
        return objections.computeIfAbsent(
                tables + " " + statement, _ -> StandIn.objection(connection, tables, statement));
    }

    /// JDBC takes a question mark for a parameter.
    static String literally(String sql) {
        return sql.replace("?", "??");
    }

    @Override
    public int version() {
        try {
            return connection.getMetaData().getDatabaseMajorVersion();
        } catch (SQLException gone) {
            return 0;
        }
    }

    @Override
    public Optional<String> dataError(String query) {
        return answered(() -> {
            try (Statement statement = connection.createStatement();
                    ResultSet _ = statement.executeQuery(QueryStatistics.own(query))) {
                return null;
            } catch (SQLException problem) {
                if (String.valueOf(problem.getSQLState()).matches("2[23].*")) {
                    return withoutValues(problem);
                }
                throw problem;
            }
        });
    }

    /// The message of an error about data without the data in it: findings travel further than the data may.
    public static String withoutValues(SQLException problem) {
        return String.valueOf(problem.getMessage())
                .lines()
                .findFirst()
                .orElse("")
                .replaceAll("\"[^\"]*\"", "(a value, not shown)");
    }

    @Override
    public Optional<String> text(String query) {
        return answered(() -> {
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery(QueryStatistics.own(query))) {
                return row.next() ? row.getString(1) : null;
            }
        });
    }

    @Override
    public Optional<List<String>> texts(String query, int limit) {
        String key = limit + " " + query;
        unanswered = reasons.getOrDefault(key, Optional.empty());
        Optional<List<String>> known = texts.computeIfAbsent(
                key,
                _ -> answered(() -> {
                    List<String> found = new ArrayList<>();
                    try (Statement statement = connection.createStatement();
                            ResultSet row = statement.executeQuery(QueryStatistics.own(query) + " limit " + limit)) {
                        while (row.next()) {
                            found.add(String.valueOf(row.getString(1)));
                        }
                    }
                    return List.copyOf(found);
                }));
        reasons.put(key, unanswered);
        return known;
    }

    @Override
    public Optional<List<Map<String, String>>> rows(String query, int limit) {
        return answered(() -> {
            List<Map<String, String>> found = new ArrayList<>();
            try (Statement statement = connection.createStatement()) {
                statement.setMaxRows(limit);
                try (ResultSet row = statement.executeQuery(QueryStatistics.own(query))) {
                    ResultSetMetaData columns = row.getMetaData();
                    while (row.next()) {
                        Map<String, String> values = new LinkedHashMap<>();
                        for (int i = 1; i <= columns.getColumnCount(); i++) {
                            String value = row.getString(i);
                            if (value != null) {
                                values.put(columns.getColumnLabel(i), value);
                            }
                        }
                        found.add(values);
                    }
                }
            }
            return List.copyOf(found);
        });
    }

    @Override
    public String timeZone() {
        return text("show timezone").orElse("");
    }

    @Override
    public Optional<String> unanswered() {
        return unanswered;
    }

    private static Optional<String> why(SQLException problem) {
        return switch (String.valueOf(problem.getSQLState())) {
            case TIMED_OUT -> Optional.of("it took too long");
            case NO_RIGHT ->
                Optional.of("the role may not read it ("
                        + String.valueOf(problem.getMessage())
                                .lines()
                                .findFirst()
                                .orElse("")
                                .replaceFirst("^ERROR: ", "")
                        + ")");
            default -> Optional.empty();
        };
    }

    private interface Question<T> {
        @Nullable
        T ask() throws SQLException;
    }

    /// In a transaction of its own, or behind a savepoint of the one that is open.
    private <T> Optional<T> answered(Question<T> question) {
        try {
            boolean own = connection.getAutoCommit();
            if (own) {
                connection.setAutoCommit(false);
            }
            Savepoint savepoint = connection.setSavepoint();
            try {
                unanswered = Optional.empty();
                return Optional.ofNullable(question.ask());
            } catch (SQLException problem) {
                unanswered = why(problem);
                return Optional.empty();
            } finally {
                connection.rollback(savepoint);
                if (own) {
                    connection.rollback();
                    connection.setAutoCommit(true);
                }
            }
        } catch (SQLException gone) {
            return Optional.empty();
        }
    }
}
