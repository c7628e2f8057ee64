package io.godwit.validator.facts;

import io.godwit.model.catalog.ObjectName;
import io.godwit.model.plan.LockMode;
import io.godwit.validator.facts.CatalogQuestions.QueryFacts;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What a database locks, and would read whole, when it plans or understands a query; nothing is run.
final class LivePlans {
    private static final Pattern SCANNED = Pattern.compile(
            "\"Node Type\": \"(?:Seq|Sample) Scan\".*?\"Relation Name\": \"((?:[^\"\\\\]|\\\\.)*+)\".*?"
                    + "\"Schema\": \"((?:[^\"\\\\]|\\\\.)*+)\"",
            Pattern.DOTALL);

    private LivePlans() {}

    static QueryFacts plan(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            Set<ObjectName> scanned = new HashSet<>();
            try (ResultSet row = statement.executeQuery("explain (verbose, format json) " + query)) {
                row.next();
                Matcher matcher = SCANNED.matcher(row.getString(1));
                while (matcher.find()) {
                    scanned.add(new ObjectName(matcher.group(2), matcher.group(1)));
                }
            }
            return held(statement, scanned);
        }
    }

    /// What the transaction has locked so far.
    private static QueryFacts held(Statement statement, Set<ObjectName> scanned) throws SQLException {
        Map<ObjectName, LockMode> locks = new HashMap<>();
        Set<ObjectName> indexes = new HashSet<>();
        try (ResultSet row = statement.executeQuery("""
                select n.nspname, c.relname, l.mode, c.relkind in ('i', 'I') from pg_locks l
                join pg_class c on c.oid = l.relation join pg_namespace n on n.oid = c.relnamespace
                where l.pid = pg_backend_pid() and l.locktype = 'relation' and n.nspname <> 'pg_catalog'""")) {
            while (row.next()) {
                ObjectName name = new ObjectName(row.getString(1), row.getString(2));
                LockMode.named(row.getString(3))
                        .ifPresent(mode ->
                                locks.merge(name, mode, (one, other) -> one.compareTo(other) >= 0 ? one : other));
                if (row.getBoolean(4)) {
                    indexes.add(name);
                }
            }
        }
        return new QueryFacts(locks, indexes, scanned);
    }

    static QueryFacts understood(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                PreparedStatement prepared = connection.prepareStatement(LiveQuestions.literally(query))) {
            prepared.getMetaData();
            return named(query, held(statement, Set.of()));
        }
    }

    /// Describing a query looks behind its views, understanding it does not.
    private static QueryFacts named(String query, QueryFacts held) {
        Set<String> words = new HashSet<>(List.of(query.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}_$]+")));
        Map<ObjectName, LockMode> locks = new HashMap<>(held.locks());
        locks.keySet()
                .removeIf(name -> !held.indexes().contains(name)
                        && Stream.of(name.name().toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}_$]+"))
                                .noneMatch(words::contains));
        return new QueryFacts(locks, held.indexes(), held.scanned());
    }
}
