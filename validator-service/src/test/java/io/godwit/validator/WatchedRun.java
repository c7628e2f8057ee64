package io.godwit.validator;

import io.godwit.model.plan.Plan;
import io.godwit.model.plan.Step;
import io.godwit.model.plan.TransactionMode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Runs plans and looks at what their transactions do: which tables they lock so that not even readers get through,
/// from `pg_locks`, and which of those they read or write anew meanwhile, by the rows read and by `relfilenode`.
final class WatchedRun {
    private static final String TABLES = """
            select c.oid, c.oid::regclass::text as name, c.relkind = 'm' as view, pg_relation_filenode(c.oid) as file,
              coalesce(pg_stat_get_xact_tuples_returned(c.oid), 0) as read,
              exists (select from pg_locks l where l.relation = c.oid and l.pid = pg_backend_pid()
                and l.mode = 'AccessExclusiveLock') as locked
            from pg_class c where c.relkind in ('r', 'm') and c.relnamespace = ?::regnamespace""";

    private record Seen(String name, boolean isView, long file, long read, boolean locked) {}

    private final Connection connection;
    private final boolean watching;
    private final List<String> blocking = new ArrayList<>();

    /// @param watching whether it looks
    WatchedRun(Connection connection, boolean watching) {
        this.connection = connection;
        this.watching = watching;
    }

    /// @return what stopped it
    Optional<String> forward(Plan plan, String schema) throws SQLException {
        blocking.clear();
        Set<Long> old = watching ? new HashSet<>(tables(schema).keySet()) : Set.of();
        for (Step step : plan.steps()) {
            Optional<String> refused =
                    run(step, step.action().statements(), step.action().transaction(), schema, old);
            if (refused.isPresent()) {
                return refused;
            }
        }
        return Optional.empty();
    }

    /// @return what stopped it
    Optional<String> back(Plan plan, String schema) throws SQLException {
        for (Step step : plan.steps().reversed()) {
            Optional<String> refused =
                    run(step, step.rollback().statements(), step.rollback().transaction(), schema, Set.of());
            if (refused.isPresent()) {
                return refused.map(problem -> "back " + problem);
            }
        }
        return Optional.empty();
    }

    /// Tables that were there before the plan and that a step of it held while it read or rewrote them.
    List<String> blocking() {
        return List.copyOf(blocking);
    }

    private Optional<String> run(Step step, List<String> statements, TransactionMode mode, String schema, Set<Long> old)
            throws SQLException {
        boolean together = mode == TransactionMode.TOGETHER;
        boolean looks = together && !old.isEmpty() && !statements.isEmpty();
        connection.setAutoCommit(!together);
        String current = "";
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            Map<Long, Seen> before = looks ? tables(schema) : Map.of();
            for (String sql : statements) {
                current = sql;
                statement.execute(sql);
            }
            if (looks) {
                Map<Long, Seen> after = tables(schema);
                compare(step, before, after, old);
                fillsWhileGone(step, before, after);
            }
            if (together) {
                current = "COMMIT";
                connection.commit();
            }
            return Optional.empty();
        } catch (SQLException problem) {
            if (together) {
                connection.rollback();
            }
            return Optional.of("step " + step.title() + ": " + problem.getMessage() + " in: " + current);
        } finally {
            connection.setAutoCommit(true);
        }
    }

    private void compare(Step step, Map<Long, Seen> before, Map<Long, Seen> after, Set<Long> old) {
        after.forEach((oid, now) -> {
            Optional<Seen> then = Optional.ofNullable(before.get(oid)).filter(_ -> old.contains(oid));
            if (now.locked() && then.isPresent()) {
                if (then.get().file() != now.file()) {
                    blocking.add(step.title() + " rewrites " + now.name() + " while all wait");
                } else if (then.get().read() != now.read()) {
                    blocking.add(step.title() + " reads " + now.name() + " while all wait");
                }
            }
        });
    }

    /// A materialized view that is taken away waits for the end of the transaction like one that stays.
    private void fillsWhileGone(Step step, Map<Long, Seen> before, Map<Long, Seen> after) {
        List<String> gone = before.entrySet().stream()
                .filter(seen -> seen.getValue().isView() && !after.containsKey(seen.getKey()))
                .map(seen -> seen.getValue().name())
                .toList();
        List<String> filled = after.entrySet().stream()
                .filter(seen -> seen.getValue().isView() && !before.containsKey(seen.getKey()))
                .map(seen -> seen.getValue().name())
                .toList();
        if (!gone.isEmpty() && !filled.isEmpty()) {
            blocking.add(step.title() + " fills " + filled + " while all wait for " + gone);
        }
    }

    private Map<Long, Seen> tables(String schema) throws SQLException {
        Map<Long, Seen> tables = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(TABLES)) {
            statement.setString(1, schema);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    tables.put(
                            row.getLong("oid"),
                            new Seen(
                                    row.getString("name"),
                                    row.getBoolean("view"),
                                    row.getLong("file"),
                                    row.getLong("read"),
                                    row.getBoolean("locked")));
                }
            }
        }
        return tables;
    }
}
