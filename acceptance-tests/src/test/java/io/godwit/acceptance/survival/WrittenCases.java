package io.godwit.acceptance.survival;

import static io.godwit.acceptance.survival.Client.numbers;
import static io.godwit.acceptance.survival.Client.orNull;
import static io.godwit.acceptance.survival.Client.words;
import static io.godwit.acceptance.survival.SurvivalCases.ROWS;
import static io.godwit.acceptance.survival.SurvivalCases.rows;

import io.godwit.acceptance.survival.Client.Column;
import io.godwit.acceptance.survival.SurvivalCase.Equal;
import java.util.List;
import java.util.Optional;

/// Migrations that people wrote.
final class WrittenCases {
    private static final Client LOTS =
            Client.of("lots", Column.of("n", orNull(numbers(9))), Column.of("kind", words()));
    private static final String TWIN =
            "CREATE SCHEMA twin; CREATE TABLE twin.lots (id bigint PRIMARY KEY, n int, kind text);";
    private static final Equal SAME = new Equal("SELECT id, n, kind FROM lots", "SELECT id, n, kind FROM twin.lots");

    private WrittenCases() {}

    /// A column, an UPDATE that fills it from another, an index; the table has partitions.
    static SurvivalCase update() {
        String table = "CREATE TABLE lots (id bigint PRIMARY KEY, n int, kind text%s) PARTITION BY RANGE (id);"
                + " CREATE TABLE lots_low PARTITION OF lots FOR VALUES FROM (MINVALUE) TO (10000);"
                + " CREATE TABLE lots_high PARTITION OF lots FOR VALUES FROM (10000) TO (MAXVALUE);";
        return new SurvivalCase(
                        "written-update",
                        TWIN + table.formatted("") + rows("lots", "i, i % 7, 'w' || i"),
                        TWIN + table.formatted(", total bigint") + "CREATE INDEX lots_n ON lots (n);",
                        List.of(),
                        LOTS,
                        Optional.empty(),
                        List.of(new Equal(
                                "SELECT id, n, kind, total FROM lots",
                                "SELECT id, n, kind, n * 10 + 1 FROM twin.lots")),
                        List.of(SAME))
                .written(
                        "ALTER TABLE lots ADD COLUMN total bigint",
                        "UPDATE lots SET total = n * 10 + 1",
                        "CREATE INDEX lots_n ON lots (n)");
    }

    /// Rows go that nobody writes to any more, from a table that is written to.
    static SurvivalCase delete() {
        String table = "CREATE TABLE lots (id bigint PRIMARY KEY, n int, kind text);";
        String old = "SELECT id, n, kind FROM lots WHERE id < 0";
        return new SurvivalCase(
                        "written-delete",
                        TWIN + table + rows("lots", "i, i % 7, 'w' || i")
                                + "INSERT INTO lots SELECT -i, i, 'old' FROM generate_series(1, " + ROWS + ") i;",
                        TWIN + table,
                        List.of(),
                        LOTS,
                        Optional.of(LOTS),
                        List.of(SAME),
                        List.of(
                                new Equal(
                                        "SELECT id, n, kind FROM lots WHERE id >= 0",
                                        "SELECT id, n, kind FROM twin.lots"),
                                new Equal(old, "SELECT -i, i, 'old' FROM generate_series(1, " + ROWS + ") i")))
                .written("DELETE FROM lots WHERE kind = 'old'");
    }

    /// A table with rows becomes a partition of one that has a default partition.
    static SurvivalCase attach() {
        String lots = "CREATE TABLE lots (id bigint PRIMARY KEY, n int, kind text) PARTITION BY RANGE (id);"
                + " CREATE TABLE lots_low PARTITION OF lots FOR VALUES FROM (0) TO (10000);"
                + " CREATE TABLE lots_rest PARTITION OF lots DEFAULT;";
        String attach = "ALTER TABLE lots ATTACH PARTITION lots_old FOR VALUES FROM (MINVALUE) TO (0)";
        List<Equal> same = List.of(
                new Equal("SELECT id, n, kind FROM lots WHERE id >= 0", "SELECT id, n, kind FROM twin.lots"),
                new Equal("SELECT count(*) FROM lots_old", "SELECT " + ROWS + "::bigint"));
        return new SurvivalCase(
                        "written-attach",
                        TWIN + lots + "CREATE TABLE lots_old (id bigint PRIMARY KEY, n int, kind text);"
                                + rows("lots", "i, i % 7, 'w' || i")
                                + "INSERT INTO lots_old SELECT -i, i, 'old' FROM generate_series(1, " + ROWS + ") i;",
                        TWIN + lots + "CREATE TABLE lots_old (id bigint PRIMARY KEY, n int, kind text);" + attach,
                        List.of(),
                        LOTS,
                        Optional.of(LOTS),
                        same,
                        same)
                .written(attach);
    }
}
