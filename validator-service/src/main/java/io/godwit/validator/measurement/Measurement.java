package io.godwit.validator.measurement;

import io.godwit.model.catalog.ObjectName;
import io.godwit.model.plan.LockMode;
import io.godwit.model.statement.ParsedStatement;
import io.godwit.postgres.statement.StatementParser;
import io.godwit.validator.facts.LiveQuestions;
import io.godwit.validator.prediction.LockedRelation;
import io.godwit.validator.prediction.Prediction;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/// Runs SQL on a copy and looks: locks in `pg_locks` while its transaction is open, rewrites by `relfilenode`, scans by
/// the rows read (`pg_stat_xact_all_tables`). All is rolled back. What cannot run in a transaction is seen to fail so.
public final class Measurement {
    private static final String RELATIONS = """
            select c.oid, n.nspname, c.relname, c.relkind = 'i' as is_index, c.relkind in ('r', 'm') as is_heap,
              pg_relation_filenode(c.oid) as file, coalesce(s.seq_tup_read, 0) as read,
              pg_table_is_visible(coalesce(i.indrelid, c.oid)) as bare
            from pg_class c join pg_namespace n on n.oid = c.relnamespace
            left join pg_index i on i.indexrelid = c.oid
            left join pg_stat_xact_all_tables s on s.relid = c.oid
            where c.relkind in ('r', 'p', 'v', 'm', 'f', 'i')
              and n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast')
              and n.nspname not like 'pg\\_temp\\_%' and n.nspname not like 'pg\\_toast\\_temp\\_%'""";

    private static final String LOCKS = """
            select relation as oid, mode from pg_locks
            where pid = pg_backend_pid() and locktype = 'relation' and granted""";

    private static final Pattern COPY = Pattern.compile("(?is)^\\s*copy\\b.*\\b(to\\s+stdout|from\\s+stdin)\\b.*");

    private record Seen(LockedRelation shown, boolean heap, long file, long read) {}

    private final Connection connection;

    private Measurement(Connection connection) {
        this.connection = connection;
    }

    /// @param connection to a copy nobody works with, in autocommit mode; left so
    /// @throws SQLException if the copy fails, not the SQL
    public static Prediction of(Connection connection, String sql) throws SQLException {
        return new Measurement(connection).run(List.of(), sql);
    }

    /// The same, after other statements in the same transaction; what these lock already is not counted again. One of
    /// them that cannot run is passed over.
    public static Prediction after(Connection connection, List<String> before, String sql) throws SQLException {
        return new Measurement(connection).run(before, sql);
    }

    private void prepare(List<String> statements) throws SQLException {
        for (String text : statements) {
            Savepoint savepoint = connection.setSavepoint();
            try (Statement statement = connection.createStatement()) {
                statement.execute(text);
            } catch (SQLException passedOver) {
                connection.rollback(savepoint);
            }
        }
    }

    private Prediction run(List<String> earlier, String sql) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            // Read in the same transaction: counters of earlier ones may be written away between two.
            prepare(earlier);
            Map<Long, LockMode> already = held();
            Map<Long, Seen> before = relations(Map.of());
            try {
                for (String one : withoutTransactionControl(sql)) {
                    execute(statement, one);
                }
            } catch (SQLException refused) {
                return refused(refused);
            }
            TreeMap<LockedRelation, LockMode> locks = new TreeMap<>();
            Map<Long, LockMode> held = held();
            Map<Long, Seen> after = relations(before);
            held.forEach((oid, mode) -> {
                Seen seen = before.getOrDefault(oid, after.get(oid));
                if (seen != null && mode != already.get(oid)) {
                    locks.put(seen.shown(), mode);
                }
            });
            return compared(locks, before, after);
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    /// Rows copied out go nowhere, and none are copied in.
    private void execute(Statement statement, String sql) throws SQLException {
        Matcher copy = COPY.matcher(sql);
        if (!copy.matches()) {
            statement.execute(sql);
            return;
        }
        CopyManager copies = connection.unwrap(PGConnection.class).getCopyAPI();
        try {
            if (copy.group(1).toLowerCase(Locale.ROOT).startsWith("to")) {
                copies.copyOut(sql, OutputStream.nullOutputStream());
            } else {
                copies.copyIn(sql, InputStream.nullInputStream());
            }
        } catch (IOException unwritten) {
            throw new SQLException("rows could not be copied", unwritten);
        }
    }

    /// BEGIN is taken for done; a COMMIT would leave the copy changed.
    private static List<String> withoutTransactionControl(String sql) {
        return StatementParser.inPublic().script(sql).stream()
                .filter(one -> !(one.statement() instanceof io.godwit.model.statement.Statement.TransactionControl))
                .map(ParsedStatement::text)
                .toList();
    }

    private Map<Long, LockMode> held() throws SQLException {
        Map<Long, LockMode> held = new HashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(LOCKS)) {
            while (row.next()) {
                long oid = row.getLong("oid");
                LockMode.named(row.getString("mode"))
                        .ifPresent(
                                mode -> held.merge(oid, mode, (one, other) -> one.compareTo(other) >= 0 ? one : other));
            }
        }
        return held;
    }

    private Map<Long, Seen> relations(Map<Long, Seen> existing) throws SQLException {
        Map<Long, Seen> seen = new HashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(RELATIONS)) {
            while (row.next()) {
                long oid = row.getLong("oid");
                boolean fresh = !existing.isEmpty() && !existing.containsKey(oid);
                seen.put(
                        oid,
                        new Seen(
                                new LockedRelation(
                                        new ObjectName(row.getString("nspname"), row.getString("relname")),
                                        row.getBoolean("is_index"),
                                        fresh,
                                        row.getBoolean("bare")),
                                row.getBoolean("is_heap"),
                                row.getLong("file"),
                                row.getLong("read")));
            }
        }
        return seen;
    }

    private static Prediction compared(
            TreeMap<LockedRelation, LockMode> locks, Map<Long, Seen> before, Map<Long, Seen> after) {
        TreeSet<LockedRelation> rewritten = new TreeSet<>();
        TreeSet<LockedRelation> scanned = new TreeSet<>();
        TreeSet<LockedRelation> rebuilt = new TreeSet<>();
        Map<ObjectName, Long> indexes = new HashMap<>();
        after.values().stream()
                .filter(seen -> seen.shown().index())
                .forEach(seen -> indexes.put(seen.shown().name(), seen.file()));
        before.forEach((oid, seen) -> {
            Optional<Seen> now = Optional.ofNullable(after.get(oid));
            if (seen.heap()) {
                now.filter(later -> later.file() != seen.file()).ifPresent(_ -> rewritten.add(seen.shown()));
                now.filter(later -> later.read() > seen.read()).ifPresent(_ -> scanned.add(seen.shown()));
            } else if (seen.shown().index()) {
                boolean other = indexes.getOrDefault(seen.shown().name(), seen.file()) != seen.file();
                if (other) {
                    rebuilt.add(seen.shown());
                }
            }
        });
        return new Prediction(locks, rewritten, scanned, rebuilt, Optional.empty(), List.of());
    }

    private static Prediction refused(SQLException problem) {
        boolean data = String.valueOf(problem.getSQLState()).startsWith("22");
        String message = data
                ? LiveQuestions.withoutValues(problem)
                : String.valueOf(problem.getMessage()).lines().findFirst().orElse("");
        return new Prediction(
                new TreeMap<>(), new TreeSet<>(), new TreeSet<>(), new TreeSet<>(), Optional.of(message), List.of());
    }
}
