package io.godwit.postgres.trial;

import io.godwit.model.catalog.ObjectName;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What the planner would do for a query whose parameters are not known. The query is not run.
///
/// @param cost in the planner's units
/// @param json as EXPLAIN prints it
public record QueryPlan(double cost, String json) {
    private static final Pattern TOTAL_COST = Pattern.compile("\"Total Cost\": ([\\d.]+)");
    private static final Pattern PARAMETER = Pattern.compile("\\$(\\d+)");

    /// By a prepared statement whose plan is to suit all parameters. `EXPLAIN (GENERIC_PLAN)` would say the
    /// same, but is new in PostgreSQL 16, and the driver would want its parameters.
    ///
    /// @param query with parameters `$1`, `$2`, …
    /// @throws SQLException if it cannot be planned: it names what is not there, or a parameter's type is open
    public static QueryPlan of(Connection connection, String query) throws SQLException {
        int parameters = parameters(query);
        try (Statement statement = connection.createStatement()) {
            statement.execute("PREPARE godwit_query AS " + query);
            statement.execute("SET plan_cache_mode = force_generic_plan");
            try {
                return explained(
                        statement,
                        "EXPLAIN (FORMAT JSON) EXECUTE godwit_query"
                                + (parameters == 0 ? "" : "(" + "NULL, ".repeat(parameters - 1) + "NULL)"));
            } finally {
                statement.execute("RESET plan_cache_mode");
                statement.execute("DEALLOCATE godwit_query");
            }
        }
    }

    private static int parameters(String query) {
        return PARAMETER
                .matcher(query)
                .results()
                .mapToInt(match -> Integer.parseInt(match.group(1)))
                .max()
                .orElse(0);
    }

    private static QueryPlan explained(Statement statement, String explain) throws SQLException {
        try (ResultSet rows = statement.executeQuery(explain)) {
            rows.next();
            String json = rows.getString(1);
            Matcher cost = TOTAL_COST.matcher(json);
            return new QueryPlan(cost.find() ? Double.parseDouble(cost.group(1)) : 0, json);
        }
    }

    /// Whether it reads all of a table's pages.
    public boolean readsWhole(ObjectName table) {
        return Pattern.compile("(?s)\"Node Type\": \"Seq Scan\"[^{}]*?\"Relation Name\": \""
                        + Pattern.quote(table.name()) + "\"")
                .matcher(json)
                .find();
    }

    /// Whether it uses an index of this name.
    public boolean uses(String index) {
        return json.contains("\"Index Name\": \"" + index + "\"");
    }
}
