package io.godwit.postgres.statistics;

import io.godwit.model.catalog.ObjectName;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/// How often statements that name a table are run, from `pg_stat_statements`. A name is looked for as a word, so a
/// table whose name is also a column's is counted too high.
final class CallsPerTable {
    private record Call(String query, double perMinute) {}

    private final List<Call> calls;
    private final boolean known;

    private CallsPerTable(List<Call> calls, boolean known) {
        this.calls = calls;
        this.known = known;
    }

    static CallsPerTable read(Connection connection) throws SQLException {
        String schema = schemaOfExtension(connection);
        if (schema.isEmpty()) {
            return new CallsPerTable(List.of(), false);
        }
        String query = """
                select s.query, s.calls / greatest(extract(epoch from now() - i.stats_reset) / 60, 1)
                from %1$s.pg_stat_statements s cross join %1$s.pg_stat_statements_info i
                where s.dbid = (select oid from pg_database where datname = current_database())
                """.formatted(schema);
        List<Call> calls = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            while (row.next()) {
                calls.add(new Call(row.getString(1), row.getDouble(2)));
            }
            return new CallsPerTable(calls, true);
        } catch (SQLException notLoaded) {
            // The extension is created but its library not loaded, or this role may not read it.
            if (!"55000".equals(notLoaded.getSQLState()) && !"42501".equals(notLoaded.getSQLState())) {
                throw notLoaded;
            }
            return new CallsPerTable(List.of(), false);
        }
    }

    OptionalDouble perMinute(ObjectName table) {
        if (!known) {
            return OptionalDouble.empty();
        }
        Pattern word = Pattern.compile("(?<![\\w$])" + Pattern.quote(table.name()) + "(?![\\w$])");
        return OptionalDouble.of(calls.stream()
                .filter(call -> word.matcher(call.query()).find())
                .mapToDouble(Call::perMinute)
                .sum());
    }

    private static String schemaOfExtension(Connection connection) throws SQLException {
        String query = "select quote_ident(n.nspname) from pg_extension e join pg_namespace n on n.oid = e.extnamespace"
                + " where e.extname = 'pg_stat_statements'";
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            return row.next() ? row.getString(1) : "";
        }
    }
}
