package io.godwit.postgres.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.model.catalog.ObjectName;
import io.godwit.postgres.DatabaseAddress;
import io.godwit.postgres.ScratchDatabases;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class StatisticsReaderTest {
    private static final ObjectName PARTS = ObjectName.inPublic("parts");
    private static final ObjectName EMPTY = ObjectName.inPublic("empty");

    @Test
    void rows_are_counted_partitions_included_and_open_transactions_are_seen() throws SQLException {
        DatabaseAddress address = ScratchDatabases.with("""
                create table empty (id int);
                create table parts (id int primary key) partition by range (id);
                create table low partition of parts for values from (0) to (50);
                create table high partition of parts default;
                insert into parts select generate_series(1, 100);
                """);
        try (Connection other = address.connect("godwit-test");
                Statement open = other.createStatement();
                Connection connection = address.connect("godwit-test")) {
            other.setAutoCommit(false);
            open.execute("select 1");

            DatabaseStatistics statistics =
                    StatisticsReader.read(connection, Set.of(PARTS, EMPTY, ObjectName.inPublic("missing")));

            assertThat(statistics.tables()).containsOnlyKeys(PARTS, EMPTY);
            assertThat(statistics.table(PARTS).orElseThrow())
                    .returns(100L, TableStatistics::rows)
                    .returns(true, TableStatistics::partitioned)
                    .returns(false, TableStatistics::empty);
            assertThat(statistics.table(EMPTY).orElseThrow().empty()).isTrue();
            assertThat(statistics.longestTransaction()).isGreaterThan(Duration.ZERO);
            assertThat(statistics.version()).isBetween(14, 18);
        }
    }

    @Test
    void calls_are_taken_from_pg_stat_statements_where_it_is_installed() throws SQLException {
        try (Connection connection = ScratchDatabases.with(
                                "create extension pg_stat_statements; create table empty (id int)")
                        .connect("godwit-test");
                Statement statement = connection.createStatement()) {
            for (int i = 0; i < 5; i++) {
                statement.execute("select count(*) from empty where id = " + i);
            }

            DatabaseStatistics statistics = StatisticsReader.read(connection, Set.of(EMPTY));

            assertThat(statistics.table(EMPTY).orElseThrow().callsPerMinute()).isGreaterThan(0);
        }
    }

    @Test
    void a_table_whose_rows_may_not_be_read_is_estimated_and_hides_no_other() throws SQLException {
        ObjectName hidden = ObjectName.inPublic("hidden");
        ObjectName mine = ObjectName.inPublic("mine");
        try (Connection connection = ScratchDatabases.with("""
                                create table empty (id int);
                                create table hidden as select generate_series(1, 1000) as id;
                                create table mine as select generate_series(1, 1000) as id;
                                alter table mine enable row level security;
                                """).connect("godwit-test");
                Statement statement = connection.createStatement()) {
            statement.execute("create role reader_of_sizes");
            try {
                statement.execute("grant select on empty, mine to reader_of_sizes; set role reader_of_sizes");

                DatabaseStatistics statistics = StatisticsReader.read(connection, Set.of(EMPTY, hidden, mine));

                assertThat(statistics.table(EMPTY).orElseThrow().empty()).isTrue();
                assertThat(statistics.table(hidden).orElseThrow())
                        .returns(false, TableStatistics::exact)
                        .returns(false, TableStatistics::empty);
                assertThat(statistics.table(mine).orElseThrow().empty()).isFalse();
            } finally {
                statement.execute("reset role; drop owned by reader_of_sizes; drop role reader_of_sizes");
            }
        }
    }
}
