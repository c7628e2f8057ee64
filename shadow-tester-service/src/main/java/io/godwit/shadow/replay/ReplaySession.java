package io.godwit.shadow.replay;

import io.godwit.model.SqlName;
import io.godwit.postgres.DatabaseAddress;
import io.godwit.postgres.copy.DatabaseClone;
import io.godwit.shadow.plan.PostgresMessage;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// A client of one clone. Statements are prepared by SQL, so that PostgreSQL itself finds the parameters' types and
/// reads the values in the text form the log has them in. Not safe for use by several threads at once.
public final class ReplaySession implements AutoCloseable {
    private final Connection connection;
    private final Statement statement;
    private final Map<String, String> prepared = new HashMap<>();

    private ReplaySession(Connection connection, Statement statement) {
        this.connection = connection;
        this.statement = statement;
    }

    /// @param longest how long a statement may run
    public static ReplaySession open(DatabaseClone clone, Duration longest) throws SQLException {
        DatabaseAddress address = clone.address();
        String url = address.url() + (address.url().contains("?") ? "&" : "?")
                + "preferQueryMode=extendedForPrepared&prepareThreshold=0";
        Connection connection = new DatabaseAddress(url, address.user(), address.password()).connect("godwit-replay");
        Statement statement = connection.createStatement();
        statement.setEscapeProcessing(false);
        statement.execute("SET statement_timeout = " + longest.toMillis());
        statement.execute("SET lock_timeout = 2000");
        statement.execute("SET max_parallel_workers_per_gather = 0");
        statement.execute("SET plan_cache_mode = force_custom_plan");
        statement.execute("SET default_transaction_read_only = off");
        return new ReplaySession(connection, statement);
    }

    /// Lets PostgreSQL find the parameters' types.
    ///
    /// @throws SQLException if the statement does not fit the schema, or its types cannot be told
    public ParameterTypes typesOf(String sql) throws SQLException {
        String name = prepare(sql, new ParameterTypes(List.of()));
        List<String> types = new ArrayList<>();
        try (ResultSet found = statement.executeQuery(
                "SELECT unnest(parameter_types)::text FROM pg_prepared_statements WHERE name = '" + name + "'")) {
            while (found.next()) {
                types.add(found.getString(1));
            }
        }
        return new ParameterTypes(types);
    }

    /// Runs a call and digests what comes out.
    ///
    /// @param wanted the columns to compare; empty for all
    /// @throws SQLException if the clone can no longer be used
    public Answer answer(CapturedCall call, ParameterTypes types, Optional<List<String>> wanted) throws SQLException {
        long start = System.nanoTime();
        try {
            String execute = execution(call, types);
            return switch (call.mode()) {
                case READ -> {
                    start = System.nanoTime();
                    yield read(execute, wanted, start);
                }
                case WRITE -> write(execute);
            };
        } catch (SQLException problem) {
            if (PostgresMessage.notAboutTheStatement(problem)) {
                throw problem;
            }
            return new Answer.Failed(
                    String.valueOf(problem.getSQLState()), PostgresMessage.of(problem), System.nanoTime() - start);
        }
    }

    /// What EXPLAIN says, as JSON; what it executes is rolled back.
    public String explain(CapturedCall call, ParameterTypes types, String options) throws SQLException {
        String execute = execution(call, types);
        statement.execute("BEGIN");
        try (ResultSet found = statement.executeQuery("EXPLAIN (" + options + ", FORMAT JSON) " + execute)) {
            found.next();
            return found.getString(1);
        } finally {
            statement.execute("ROLLBACK");
        }
    }

    /// Reads through a portal, a few rows at a time: a query may give a whole table.
    private Answer read(String execute, Optional<List<String>> wanted, long start) throws SQLException {
        connection.setAutoCommit(false);
        try (PreparedStatement reading = connection.prepareStatement(execute)) {
            reading.setFetchSize(ResultDigest.FIRST_FETCHED);
            try (ResultSet result = reading.executeQuery()) {
                ResultDigest digest = ResultDigest.of(result, wanted);
                return new Answer.Rows(digest, System.nanoTime() - start);
            }
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    private Answer write(String execute) throws SQLException {
        statement.execute("BEGIN");
        long start = System.nanoTime();
        try {
            long rows = 0;
            if (statement.execute(execute)) {
                try (ResultSet result = statement.getResultSet()) {
                    while (result.next()) {
                        rows++;
                    }
                }
            } else {
                rows = statement.getLargeUpdateCount();
            }
            // Constraints that wait for the end of the transaction are looked at too.
            statement.execute("SET CONSTRAINTS ALL IMMEDIATE");
            return new Answer.Rows(ResultDigest.ofCount(rows), System.nanoTime() - start);
        } finally {
            statement.execute("ROLLBACK");
        }
    }

    private String execution(CapturedCall call, ParameterTypes types) throws SQLException {
        String name = prepare(call.sql(), types);
        String values = call.parameters().stream()
                .limit(types.names().size())
                .map(value -> value.map(SqlName::literal).orElse("NULL"))
                .collect(Collectors.joining(", "));
        return "EXECUTE " + name + (values.isEmpty() ? "" : "(" + values + ")");
    }

    private String prepare(String sql, ParameterTypes types) throws SQLException {
        String key = types.list() + sql;
        String known = prepared.get(key);
        if (known != null) {
            return known;
        }
        String name = "godwit_" + prepared.size();
        statement.execute("PREPARE " + name + types.list() + " AS " + sql);
        prepared.put(key, name);
        return name;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
