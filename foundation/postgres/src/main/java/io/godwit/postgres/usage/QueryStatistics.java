package io.godwit.postgres.usage;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/// The queries `pg_stat_statements` has counted in a database.
///
/// @param queries those that read or write rows, the most frequent first; utility statements are left out
/// @param missing why there are none, with the next step; empty if they could be read
public record QueryStatistics(List<UsedQuery> queries, Optional<String> missing) {
    private static final String OWN = "/* godwit */";
    private static final int MOST = 5000;
    /// A constant with its type before it (`interval '1 day'`) is counted as `interval $1`, which is no SQL.
    private static final Pattern TYPED = Pattern.compile(
            "(?i)\\b(interval|date|timestamp|timestamptz|time|timetz|json|jsonb|uuid|bytea|inet)\\s+(\\$\\d+)");

    /// What is asked of the catalog and of the ledger is nobody's application's. The times since which it counts are as
    /// many as there
    /// are minutes, one at least.
    private static final String QUERY = """
            select s.query, s.calls, s.calls / greatest(extract(epoch from now() - i.stats_reset) / 60, 1)
            from %1$s.pg_stat_statements s cross join %1$s.pg_stat_statements_info i
            where s.dbid = (select oid from pg_database where datname = current_database())
              and s.query ~* '^\\s*(/\\*.*?\\*/\\s*)*\\(?\\s*(select|insert|update|delete|merge|with|values)\\M'
              and position('%3$s' in s.query) = 0
              and s.query !~* '\\mpg_catalog\\.|\\mpg_(class|attribute|namespace|stat_\\w+)\\M|information_schema|\\mgodwit\\.'
            order by s.calls desc limit %2$d""";

    public QueryStatistics {
        queries = List.copyOf(queries);
    }

    /// @param connection to the live database; a role without `pg_read_all_stats` sees its own queries only
    /// @throws SQLException if the connection is lost
    public static QueryStatistics read(Connection connection) throws SQLException {
        Optional<String> schema = schemaOfExtension(connection);
        if (schema.isEmpty()) {
            return none("the extension pg_stat_statements is not created in this database: CREATE EXTENSION"
                    + " pg_stat_statements, and load its library");
        }
        List<UsedQuery> queries = new ArrayList<>();
        int hidden = 0;
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(QUERY.formatted(schema.get(), MOST, OWN))) {
            while (row.next()) {
                String text = row.getString(1);
                queries.add(new UsedQuery(
                        TYPED.matcher(text).replaceAll("cast($2 as $1)"),
                        text.replaceAll("\\s+", " ").strip(),
                        UsedQuery.Origin.STATISTICS,
                        "pg_stat_statements",
                        OptionalDouble.of(row.getDouble(3))));
            }
            hidden = hidden(statement, schema.get());
        } catch (SQLException refused) {
            if (String.valueOf(refused.getSQLState()).startsWith("08")) {
                throw refused;
            }
            return none("pg_stat_statements cannot be read ("
                    + String.valueOf(refused.getMessage()).lines().findFirst().orElse("")
                    + "): load its library (shared_preload_libraries) and grant the role pg_read_all_stats");
        }
        return new QueryStatistics(
                queries,
                hidden == 0
                        ? Optional.empty()
                        : Optional.of(hidden + " queries of other roles in pg_stat_statements are hidden from this"
                                + " role: grant it pg_read_all_stats"));
    }

    /// A SELECT, UPDATE or WITH of Godwit's own, marked so that it is not taken for an application's.
    public static String own(String query) {
        return query.replaceFirst("(?i)^(select|update|with)\\b", "$1 " + OWN);
    }

    private static QueryStatistics none(String missing) {
        return new QueryStatistics(List.of(), Optional.of(missing));
    }

    private static int hidden(Statement statement, String schema) throws SQLException {
        try (ResultSet row = statement.executeQuery("select count(*) from " + schema + ".pg_stat_statements"
                + " where query = '<insufficient privilege>'"
                + " and dbid = (select oid from pg_database where datname = current_database())")) {
            row.next();
            return row.getInt(1);
        }
    }

    private static Optional<String> schemaOfExtension(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select quote_ident(n.nspname) from pg_extension e"
                        + " join pg_namespace n on n.oid = e.extnamespace where e.extname = 'pg_stat_statements'")) {
            return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
        }
    }
}
