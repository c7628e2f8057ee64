package io.godwit.acceptance.survival;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.postgresql.PGConnection;

/// Clients that write to a table and to its twin in one transaction, until stopped; what is refused or broken off is
/// missing in both.
final class Writers implements AutoCloseable {
    /// A connection that is used for so many transactions is given up for a new one, as a pool does.
    private static final int TRANSACTIONS_PER_CONNECTION = 200;

    private static final int CLAIMS = 7411;

    private static final int CLAIMED_TOGETHER = 50;

    private final CrashableServer server;
    private final String database;
    private final Duration pause;
    private final boolean replicated;
    private final List<Thread> threads = new ArrayList<>();
    private final Map<String, AtomicLong> refusals = new ConcurrentHashMap<>();
    private final AtomicLong committed = new AtomicLong();
    private final AtomicLong longest = new AtomicLong();
    private volatile boolean stopped;

    private Writers(CrashableServer server, String database, Duration pause, boolean replicated) {
        this.server = server;
        this.database = database;
        this.pause = pause;
        this.replicated = replicated;
    }

    /// @param clients one thread each
    /// @param pause      of each thread between two transactions
    /// @param replicated whether some connections write as a subscriber of logical replication does
    static Writers start(
            CrashableServer server,
            String database,
            List<Client> clients,
            long seed,
            Duration pause,
            boolean replicated) {
        Writers writers = new Writers(server, database, pause, replicated);
        for (int number = 0; number < clients.size(); number++) {
            Client client = clients.get(number);
            Random random = new Random(seed * 31 + number);
            writers.threads.add(Thread.ofVirtual().name("writer " + number).start(() -> writers.work(client, random)));
        }
        return writers;
    }

    /// Nobody.
    static Writers none(CrashableServer server) {
        return new Writers(server, "", Duration.ZERO, false);
    }

    long committed() {
        return committed.get();
    }

    /// The longest a transaction that was committed has taken.
    Duration longest() {
        return Duration.ofNanos(longest.get());
    }

    /// How many transactions were not committed, by SQLSTATE.
    Map<String, Long> refusals() {
        Map<String, Long> counts = new TreeMap<>();
        refusals.forEach((state, count) -> counts.put(state, count.get()));
        return counts;
    }

    /// Refusals that an application would not understand: anything but a constraint, a connection that broke, a
    /// deadlock, and COPY into a view.
    List<String> errors() {
        return refusals.keySet().stream().filter(state -> state.contains(" ")).toList();
    }

    private static boolean isExpected(String state) {
        return state.startsWith("08")
                || state.startsWith("57P")
                || state.startsWith("23")
                || state.equals("40P01")
                || state.equals("42809");
    }

    private void work(Client client, Random random) {
        while (!stopped) {
            try (Connection connection = connection(random)) {
                connection.setAutoCommit(false);
                for (int i = 0; i < TRANSACTIONS_PER_CONNECTION && !stopped; i++) {
                    transaction(connection, client, random);
                    LockSupport.parkNanos(pause.toNanos());
                }
            } catch (SQLException gone) {
                count(gone);
                LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
            }
        }
    }

    private Connection connection(Random random) throws SQLException {
        return replicated && random.nextInt(3) == 0
                ? server.connectReplicating(database)
                : server.connectAs(CrashableServer.CLIENT, database);
    }

    private void transaction(Connection connection, Client client, Random random) throws SQLException {
        long begun = System.nanoTime();
        try {
            for (int i = 0; i <= random.nextInt(4); i++) {
                Write write = Write.of(client, random);
                claim(connection, write);
                run(connection, write.live(), write.rows());
                run(connection, write.twin(), write.rows());
            }
            connection.commit();
            committed.incrementAndGet();
            longest.accumulateAndGet(System.nanoTime() - begun, Math::max);
        } catch (SQLException refused) {
            count(refused);
            connection.rollback();
        }
    }

    /// Keeps other clients from the keys of a write until the transaction ends. Each statement of a transaction sees
    /// what was committed before it began: a row another client inserts between the write to the table and the same
    /// write to the twin would be touched in the twin alone.
    private static void claim(Connection connection, Write write) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(
                    "SELECT pg_advisory_xact_lock(%d, bucket) FROM generate_series(%d, %d) bucket ORDER BY bucket"
                            .formatted(CLAIMS, write.first() / CLAIMED_TOGETHER, write.last() / CLAIMED_TOGETHER));
        }
    }

    private static void run(Connection connection, String sql, String rows) throws SQLException {
        if (!rows.isEmpty()) {
            try {
                connection.unwrap(PGConnection.class).getCopyAPI().copyIn(sql, new StringReader(rows));
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
            return;
        }
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    private void count(SQLException failure) {
        String state = String.valueOf(failure.getSQLState());
        refusals.computeIfAbsent(isExpected(state) ? state : state + " " + failure.getMessage(), _ -> new AtomicLong())
                .incrementAndGet();
    }

    /// Waits until the last transaction has ended.
    @Override
    public void close() {
        stopped = true;
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
