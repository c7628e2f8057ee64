package io.godwit.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.godwit.events.CaptureSource;
import io.godwit.events.CapturedQuery;
import io.godwit.events.CapturedStatement;
import io.godwit.events.ColumnValue;
import io.godwit.events.RowChange;
import io.godwit.events.RowOperation;
import io.godwit.postgres.DatabaseAddress;
import io.godwit.postgres.OwnTransactions;
import io.godwit.runtime.RunningService;
import io.godwit.schemas.EventSerdes;
import io.godwit.schemas.Topic;
import io.godwit.stack.test.Patience;
import io.godwit.stack.test.TestDatabase;
import io.godwit.stack.test.TestStack;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The whole service against a real server, broker and registry.
class CaptureIT {
    private final TestDatabase database = TestStack.newDatabase();
    private final String name = database.name();
    private final List<CapturedQuery> captured = new ArrayList<>();
    private KafkaConsumer<String, CapturedQuery> consumer;

    @BeforeEach
    void makeTables() {
        database.execute("create table orders (id int primary key, customer text, amount numeric(10, 2));"
                + "create table keyless (note text)");
        database.execute("alter database " + name + " set log_min_duration_statement = 0");
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", TestStack.kafka()),
                new StringDeserializer(),
                EventSerdes.of(TestStack.registryUrl()).deserializer(Topic.CAPTURED_QUERIES));
    }

    @AfterEach
    void dropTheDatabase() {
        consumer.close();
        database.execute("""
                select pg_terminate_backend(active_pid) from pg_replication_slots where database = current_database() and active;
                """);
        await().atMost(Patience.LONGEST).ignoreExceptions().until(() -> {
            database.execute(
                    "select pg_drop_replication_slot(slot_name) from pg_replication_slots where database = current_database()");
            return true;
        });
        database.close();
    }

    @Test
    void statements_row_changes_and_journalled_statements_are_captured_and_none_is_lost_while_the_service_is_away()
            throws Exception {
        try (RunningService _ =
                start(TestStack.production().user(), TestStack.production().password())) {
            readFromTheEnd();
            useIt();
            awaitCaptured(CaptureSource.QUERY_LOG, "select * from orders where id = $1");
            CapturedStatement query = statement("select * from orders where id = $1");
            assertThat(query.getParameters()).containsExactly("1");
            assertThat(query.getDurationMicros().orElse(-1L)).isPositive();
            assertThat(statement("select missing").getSqlState()).contains("42703");
            assertThat(statement("select 'journalled'").getDurationMicros()).contains(150L);

            List<RowChange> changes = await().atMost(Patience.LONGEST).until(this::changes, rows -> rows.size() >= 2);
            assertThat(changes)
                    .extracting(RowChange::getOperation)
                    .containsExactly(RowOperation.INSERT, RowOperation.UPDATE);
            assertThat(changes.get(1).getAfter())
                    .extracting(column ->
                            column.getColumn() + "=" + column.getValue().orElse("NULL"))
                    .containsExactly("id=1", "customer=Bert", "amount=12.50");
        }

        try (Connection client = client()) {
            execute(client, "insert into orders values (2, 'meanwhile', 1)");
            execute(client, "select 'meanwhile'");
        }
        try (RunningService _ =
                start(TestStack.production().user(), TestStack.production().password())) {
            await().atMost(Patience.LONGEST).until(this::changes, rows -> rows.size() >= 3);
            awaitCaptured(CaptureSource.QUERY_LOG, "select 'meanwhile'");
        }
        assertThat(captured).extracting(CapturedQuery::getApplication).doesNotContain("godwit-capture");
        assertThat(changes())
                .flatExtracting(RowChange::getAfter)
                .extracting(ColumnValue::getValue)
                .as("a change of Godwit's own is left out")
                .doesNotContain(Optional.of("backfilled"));
    }

    @Test
    void a_table_that_is_being_changed_is_published_later_and_keeps_nothing_from_being_captured() throws Exception {
        try (Connection builder = client()) {
            builder.setAutoCommit(false);
            execute(builder, "lock table orders in share update exclusive mode");
            database.execute("create table lines (id int primary key)");
            try (RunningService _ =
                    start(TestStack.production().user(), TestStack.production().password())) {
                assertThat(published()).containsExactly("lines");
                assertThat(
                                texts(
                                        "select state from pg_stat_activity where datname = current_database() and backend_type = 'walsender' and xact_start is not null"))
                        .as("no session of the capture keeps a transaction open that an index build waits for")
                        .isEmpty();
                builder.rollback();
                await().atMost(Patience.LONGEST).until(this::published, List.of("lines", "orders")::equals);
            }
        }
    }

    private List<String> texts(String sql) throws SQLException {
        try (Connection connection = client();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> texts = new ArrayList<>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        }
    }

    private List<String> published() throws SQLException {
        return texts("select tablename from pg_publication_tables order by 1");
    }

    private void useIt() throws SQLException {
        try (Connection client = client();
                PreparedStatement query = client.prepareStatement("select * from orders where id = ?")) {
            execute(client, "insert into orders values (1, 'Anna', 12.5)");
            execute(client, "update orders set customer = 'Bert'");
            execute(
                    client,
                    "begin; select " + OwnTransactions.MARK + "; update orders set customer = 'backfilled'; commit");
            execute(client, "insert into keyless values ('a')");
            execute(client, "update keyless set note = 'still allowed'");
            query.setInt(1, 1);
            query.execute();
            execute(client, """
                    select pg_logical_emit_message(false, 'godwit.query',
                        '{"session": "web-1", "sequence": 1, "sql": "select ''journalled''", "durationMicros": 150}')
                    """);
            try {
                execute(client, "select missing");
            } catch (SQLException expected) {
                assertThat(expected.getSQLState()).isEqualTo("42703");
            }
        }
    }

    private RunningService start(String user, String password) throws InterruptedException {
        Map<String, String> settings = new HashMap<>(Map.of(
                "kafka.bootstrap.servers",
                TestStack.kafka(),
                "schema.registry.url",
                TestStack.registryUrl(),
                "capture.query.log.interval",
                "100ms",
                "capture.tables.interval",
                "500ms",
                "databases",
                name,
                "database." + name + ".url",
                database.jdbcUrl(),
                "database." + name + ".user",
                user,
                "database." + name + ".password",
                password));
        RunningService service = Main.service().start(settings);
        service.awaitReady(Patience.LONGEST);
        return service;
    }

    private Connection client() throws SQLException {
        return new DatabaseAddress(
                        database.jdbcUrl(),
                        TestStack.production().user(),
                        TestStack.production().password())
                .connect("web");
    }

    private void readFromTheEnd() {
        List<TopicPartition> partitions = Stream.iterate(0, i -> i + 1)
                .limit(Topic.CAPTURED_QUERIES.partitions())
                .map(i -> new TopicPartition(Topic.CAPTURED_QUERIES.name(), i))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
    }

    private void read() {
        for (ConsumerRecord<String, CapturedQuery> event : consumer.poll(Duration.ofMillis(200))) {
            if (event.value().getDatabase().equals(name)) {
                captured.add(event.value());
            }
        }
    }

    private void awaitCaptured(CaptureSource source, String sql) {
        await().atMost(Patience.LONGEST).until(() -> {
            read();
            return captured.stream()
                    .anyMatch(query -> query.getSource() == source
                            && query.getWhat() instanceof CapturedStatement statement
                            && statement.getSql().equals(sql));
        });
    }

    private CapturedStatement statement(String sql) {
        return await().atMost(Patience.LONGEST)
                .until(
                        () -> {
                            read();
                            return captured.stream()
                                    .map(CapturedQuery::getWhat)
                                    .filter(CapturedStatement.class::isInstance)
                                    .map(CapturedStatement.class::cast)
                                    .filter(statement -> statement.getSql().equals(sql))
                                    .toList();
                        },
                        found -> !found.isEmpty())
                .getFirst();
    }

    /// In the order of the log: each transaction is a session of its own, which may be on any partition.
    private List<RowChange> changes() {
        read();
        return captured.stream()
                .map(CapturedQuery::getWhat)
                .filter(RowChange.class::isInstance)
                .map(RowChange.class::cast)
                .sorted(Comparator.comparingLong(RowChange::getLsn))
                .toList();
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
