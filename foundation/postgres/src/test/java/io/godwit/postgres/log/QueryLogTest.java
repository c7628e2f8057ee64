package io.godwit.postgres.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.godwit.model.Problem;
import io.godwit.postgres.DatabaseAddress;
import io.godwit.postgres.log.LogEntry.ErrorLogged;
import io.godwit.postgres.log.LogEntry.StatementLogged;
import io.godwit.stack.test.Patience;
import io.godwit.stack.test.TestDatabase;
import io.godwit.stack.test.TestStack;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class QueryLogTest {
    private final TestDatabase database = TestStack.newDatabase();
    private Connection reader;

    @BeforeEach
    void connectTheReader() throws SQLException {
        database.execute("alter database %s set log_min_duration_statement = 0".formatted(database.name()));
        reader = connect("godwit-test");
    }

    @AfterEach
    void dropTheDatabase() throws SQLException {
        reader.close();
        database.close();
    }

    @Test
    void statements_parameters_and_errors_are_read_in_order() throws Exception {
        QueryLog log = QueryLog.open(reader);
        LogPosition start = log.end(reader);
        try (Connection client = connect("web");
                PreparedStatement query = client.prepareStatement("select ?::int + ?::int")) {
            query.setInt(1, 40);
            query.setString(2, "2");
            query.execute();
            execute(client, "select 'O''Reilly'");
            assertThatThrownBy(() -> execute(client, "select missing")).isInstanceOf(SQLException.class);
        }

        List<LogEntry> entries = readAll(log, start, 3);

        assertThat(entries.get(0)).isInstanceOfSatisfying(StatementLogged.class, statement -> {
            assertThat(statement.sql()).isEqualTo("select $1::int + $2::int");
            assertThat(statement.parameters()).containsExactly(Optional.of("40"), Optional.of("2"));
            assertThat(statement.origin().application()).isEqualTo("web");
            assertThat(statement.duration()).isBetween(Duration.ofNanos(1000), Duration.ofSeconds(5));
        });
        assertThat(entries.get(1))
                .isInstanceOfSatisfying(
                        StatementLogged.class,
                        statement -> assertThat(statement.sql()).isEqualTo("select 'O''Reilly'"));
        assertThat(entries.get(2)).isInstanceOfSatisfying(ErrorLogged.class, error -> {
            assertThat(error.sqlState()).isEqualTo("42703");
            assertThat(error.statement()).contains("select missing");
        });
    }

    @Test
    void reading_follows_the_log_into_its_next_file() throws Exception {
        QueryLog log = QueryLog.open(reader);
        LogPosition start = log.end(reader);
        try (Connection client = connect("web")) {
            execute(client, "select 'before'");
            execute(reader, "select pg_rotate_logfile()");
            execute(client, "select 'after'");
        }

        assertThat(readAll(log, start, 2))
                .extracting(entry -> ((StatementLogged) entry).sql())
                .containsExactly("select 'before'", "select 'after'");
    }

    @Test
    void a_role_without_rights_is_told_which_grant_is_missing() throws Exception {
        execute(reader, "create role log_nobody login password 'secret'");
        try (Connection nobody = connect("log_nobody", "secret", "godwit-test")) {
            assertThatThrownBy(() -> QueryLog.open(nobody))
                    .isInstanceOf(Problem.class)
                    .hasMessageContaining("GRANT pg_monitor TO log_nobody");
        } finally {
            execute(reader, "drop role log_nobody");
        }
    }

    @Test
    void a_role_may_be_let_read_the_log_and_no_other_file() throws Exception {
        String definition;
        try (java.io.InputStream file = QueryLog.class.getResourceAsStream("read-log.sql")) {
            definition = new String(file.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        }
        execute(reader, "create role log_reader login password 'secret'");
        try {
            execute(reader, definition);
            execute(
                    reader,
                    "grant pg_monitor to log_reader; grant usage on schema godwit to log_reader;"
                            + "grant execute on function godwit.read_log(text, bigint, bigint) to log_reader");
            try (Connection limited = connect("log_reader", "secret", "godwit-test")) {
                QueryLog log = QueryLog.open(limited);
                log.read(limited, log.end(limited));
                assertThatThrownBy(() -> execute(limited, "select godwit.read_log('../PG_VERSION', 0, 10)"))
                        .hasMessageContaining("without a directory");
            }
        } finally {
            execute(reader, "drop owned by log_reader; drop role log_reader");
        }
    }

    private List<LogEntry> readAll(QueryLog log, LogPosition start, int atLeast) throws SQLException {
        List<LogEntry> entries = new ArrayList<>();
        LogPosition position = start;
        long giveUp = System.nanoTime() + Patience.LONGEST.toNanos();
        while (entries.size() < atLeast && System.nanoTime() < giveUp) {
            QueryLog.Chunk chunk = log.read(reader, position);
            chunk.entries().stream()
                    .filter(entry -> entry.origin().application().equals("web"))
                    .forEach(entries::add);
            position = LogPosition.parse(chunk.next().text());
        }
        return entries;
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private Connection connect(String application) throws SQLException {
        return connect(TestStack.production().user(), TestStack.production().password(), application);
    }

    private Connection connect(String user, String password, String application) throws SQLException {
        return new DatabaseAddress(database.jdbcUrl(), user, password).connect(application);
    }
}
