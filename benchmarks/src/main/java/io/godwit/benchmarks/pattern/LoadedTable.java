package io.godwit.benchmarks.pattern;

import io.godwit.cli.scratch.ScratchDatabase;
import io.godwit.cli.scratch.ScratchServer;
import io.godwit.model.plan.Plan;
import io.godwit.validator.Validator;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/// A table of accounts on a PostgreSQL of its own, with clients at work.
public final class LoadedTable implements AutoCloseable {
    private static final Duration WITHOUT = Duration.ofSeconds(10);

    private final ScratchServer server;
    private final ScratchDatabase database;
    private final long rows;
    private final Change change;

    private LoadedTable(ScratchServer server, ScratchDatabase database, long rows, Change change) {
        this.server = server;
        this.database = database;
        this.rows = rows;
        this.change = change;
    }

    /// What clients felt of a change.
    ///
    /// @param longest the longest time a statement took
    /// @param failed  how many statements failed
    /// @param whole   how long the change took
    public record Blocked(Duration longest, long failed, Duration whole) {}

    public static LoadedTable fill(long rows, Change change) throws SQLException {
        ScratchServer server = ScratchServer.start();
        ScratchDatabase database = server.newDatabase();
        LoadedTable table = new LoadedTable(server, database, rows, change);
        table.execute(
                "CREATE TABLE accounts (id integer PRIMARY KEY, balance integer NOT NULL, region integer, note text)");
        table.execute(
                "INSERT INTO accounts SELECT g, 0, g % 100, 'note ' || g FROM generate_series(1, " + rows + ") g");
        for (String statement : change.preparation()) {
            table.execute(statement);
        }
        table.execute("VACUUM ANALYZE");
        return table;
    }

    /// While nothing is changed.
    public Duration longestWithout() {
        try (Clients clients = Clients.start(server.address(), database.name(), rows, change.oldCode())) {
            warmUp(clients);
            pause(WITHOUT);
            return clients.longest();
        }
    }

    public Blocked longestNaive() throws SQLException {
        return longest(change.naive());
    }

    public Blocked longestSafe() throws SQLException {
        try (Connection judging = database.connect()) {
            return longest(Validator.of(judging).safeForAnyRows(change.naive(), Set.of()));
        }
    }

    /// The way back is not measured.
    private Blocked longest(Plan plan) throws SQLException {
        Blocked blocked;
        try (Connection connection = database.connect();
                Clients clients = Clients.start(server.address(), database.name(), rows, change.oldCode())) {
            warmUp(clients);
            long began = System.nanoTime();
            new StepsUnderLoad(connection, rows, () -> clients.deploy(change.newCode())).forward(plan);
            Duration whole = Duration.ofNanos(System.nanoTime() - began);
            pause(Duration.ofMillis(200));
            blocked = new Blocked(clients.longest(), clients.failed(), whole);
        }
        execute(change.undo());
        execute("VACUUM ANALYZE");
        return blocked;
    }

    private static void warmUp(Clients clients) {
        pause(Duration.ofSeconds(1));
        while (clients.done() < 100) {
            pause(Duration.ofMillis(100));
        }
        clients.longest();
        clients.failed();
    }

    private static void pause(Duration length) {
        LockSupport.parkNanos(length.toNanos());
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
