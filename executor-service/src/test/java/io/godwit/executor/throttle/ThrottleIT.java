package io.godwit.executor.throttle;

import static io.godwit.executor.throttle.LoadedServer.execute;
import static io.godwit.executor.throttle.LoadedServer.writeWal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.godwit.executor.throttle.Signal.Kind;
import io.godwit.model.catalog.ObjectName;
import io.godwit.stack.test.Patience;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// Each signal, raised by what raises it in production.
@Execution(ExecutionMode.SAME_THREAD)
class ThrottleIT {
    private static final ObjectName TABLE = ObjectName.inPublic("filled");

    @TempDir
    static Path folder;

    private static LoadedServer server;

    @BeforeAll
    static void start() throws Exception {
        server = LoadedServer.start(folder);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void a_replica_that_stands_still_although_it_had_caught_up() throws Exception {
        Throttle lag = watching(Kind.REPLICATION_LAG, limits(4096));
        try (Connection connection = server.connect();
                Connection plain = server.connectPlain()) {
            patiently()
                    .until(() ->
                            lag.veto(connection).isEmpty() && lag.veto(plain).isPresent());
            assertThat(lag.veto(plain))
                    .get()
                    .asString()
                    .contains("replica replica cannot be read", "pg_read_all_stats");
            server.onReplica("SELECT pg_wal_replay_pause()");
            writeWal(connection, 1);
            patiently()
                    .untilAsserted(() -> assertThat(lag.veto(connection))
                            .get()
                            .asString()
                            .matches("replica replica is \\d+ ms behind, the limit is 700 ms"));
            server.onReplica("SELECT pg_wal_replay_resume()");
            patiently().until(() -> lag.veto(connection).isEmpty());
        }
    }

    @Test
    void a_slot_that_nobody_reads_and_one_that_is_about_to_be_lost() throws Exception {
        try (Connection connection = server.connect()) {
            execute(connection, "SELECT pg_create_physical_replication_slot('unread', true)");
            writeWal(connection, 3);
            assertThat(watching(Kind.SLOT_GROWTH, limits(2)).veto(connection))
                    .get()
                    .asString()
                    .matches("slot unread retains \\d+ MB of WAL, the limit is 2 MB");
            Throttle patient = watching(Kind.SLOT_GROWTH, limits(4096));
            assertThat(patient.veto(connection)).isEmpty();
            set(connection, "max_slot_wal_keep_size", "32MB");
            writeWal(connection, 30);
            patiently()
                    .untilAsserted(() -> assertThat(patient.veto(connection))
                            .get()
                            .asString()
                            .contains("slot unread may be lost after another"));
            execute(connection, "SELECT pg_drop_replication_slot('unread')");
            assertThat(patient.veto(connection)).isEmpty();
        }
    }

    @Test
    void an_archiver_that_does_nothing_and_one_that_fails() throws Exception {
        Throttle archiver = watching(Kind.ARCHIVER_QUEUE, limits(4096));
        try (Connection connection = server.connect();
                Connection plain = server.connectPlain()) {
            assertThat(archiver.veto(plain)).isEmpty();
            set(connection, "archive_command", "");
            for (int segment = 0; segment < 3; segment++) {
                writeWal(connection, 1);
                execute(connection, "SELECT pg_switch_wal()");
            }
            assertThat(archiver.veto(plain))
                    .get()
                    .asString()
                    .contains("WAL segments wait to be archived, the limit is 1");
            set(connection, "archive_command", "exit 1");
            execute(connection, "SELECT pg_switch_wal()");
            patiently()
                    .untilAsserted(() -> assertThat(archiver.veto(plain))
                            .get()
                            .asString()
                            .matches("archiving WAL segment [0-9A-F]{24} fails"));
        }
    }

    @Test
    void many_open_transactions_and_a_vacuum_of_the_table() throws Exception {
        Throttle load = watching(Kind.OPEN_TRANSACTIONS, limits(4096));
        Throttle vacuum = watching(Kind.VACUUM, limits(4096));
        try (Connection connection = server.connect();
                Connection one = server.connect();
                Connection other = server.connect()) {
            one.setAutoCommit(false);
            other.setAutoCommit(false);
            execute(one, "SELECT 1");
            execute(other, "SELECT 1");
            patiently()
                    .untilAsserted(() -> assertThat(load.veto(connection))
                            .get()
                            .asString()
                            .contains("2 transactions are open, the limit is 1"));
            one.rollback();
            other.rollback();
            patiently().until(() -> load.veto(connection).isEmpty());

            assertThat(vacuum.veto(connection)).isEmpty();
            one.setAutoCommit(true);
            execute(one, "SET vacuum_cost_delay = 100", "SET vacuum_cost_limit = 1");
            CompletableFuture<Boolean> vacuumed =
                    CompletableFuture.supplyAsync(() -> ended(one, "VACUUM FREEZE filled"), Thread::startVirtualThread);
            patiently()
                    .untilAsserted(() -> assertThat(vacuum.veto(connection))
                            .get()
                            .asString()
                            .matches("a vacuum \\(pid \\d+\\) is at work on filled"));
            execute(connection, "SELECT pg_cancel_backend(pid) FROM pg_stat_activity WHERE query LIKE 'VACUUM%'");
            assertThat(vacuumed.join()).isFalse();
            assertThat(vacuum.veto(connection)).isEmpty();
        }
    }

    @Test
    void a_signal_that_cannot_be_read_counts_as_one_against_going_on() throws Exception {
        Throttle archiver = watching(Kind.ARCHIVER_QUEUE, limits(4096));
        try (Connection connection = server.connect();
                Connection plain = server.connectPlain()) {
            execute(connection, "REVOKE SELECT ON pg_settings FROM PUBLIC");
            assertThat(archiver.veto(plain))
                    .get()
                    .asString()
                    .contains("archiver-queue cannot be read: ", "permission denied", "executor.throttle.ignore=");
            execute(connection, "GRANT SELECT ON pg_settings TO PUBLIC");
        }
    }

    private static ConditionFactory patiently() {
        return await().atMost(Patience.LONGEST);
    }

    private static boolean ended(Connection connection, String sql) {
        try {
            execute(connection, sql);
            return true;
        } catch (SQLException brokenOff) {
            return false;
        }
    }

    private static ThrottleLimits limits(long slotMegabytes) {
        return new ThrottleLimits(Duration.ofMillis(700), slotMegabytes << 20, 1, 1, Set.of());
    }

    private static Throttle watching(Kind kind, ThrottleLimits limits) {
        return new Throttle(limits.ignoring(EnumSet.complementOf(EnumSet.of(kind))), TABLE);
    }

    private static void set(Connection connection, String setting, String value) throws SQLException {
        execute(connection, "ALTER SYSTEM SET " + setting + " = '" + value + "'", "SELECT pg_reload_conf()");
        patiently().until(() -> shown(connection, setting), value::equals);
    }

    private static String shown(Connection connection, String setting) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SHOW " + setting)) {
            row.next();
            return row.getString(1);
        }
    }
}
