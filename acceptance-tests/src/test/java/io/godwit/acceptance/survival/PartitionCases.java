package io.godwit.acceptance.survival;

import static io.godwit.acceptance.survival.Client.numbers;
import static io.godwit.acceptance.survival.Client.orNull;
import static io.godwit.acceptance.survival.Client.words;
import static io.godwit.acceptance.survival.SurvivalCases.rows;

import io.godwit.acceptance.survival.Client.Column;
import io.godwit.acceptance.survival.SurvivalCase.Equal;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.diff.Rename;
import java.util.List;
import java.util.Optional;

/// Columns of a table in partitions of two levels, one of them attached with another order of columns.
final class PartitionCases {
    private static final String TWIN =
            "CREATE SCHEMA twin; CREATE TABLE twin.calls (id bigint PRIMARY KEY, n int, kind text);";

    private static final String TABLE =
            "CREATE TABLE calls (id bigint, %1$s %2$s NOT NULL DEFAULT 7, kind text, PRIMARY KEY (id), CONSTRAINT calls_key UNIQUE (id, %1$s),"
                    + " CONSTRAINT calls_check CHECK (%1$s >= 0)) PARTITION BY RANGE (id);"
                    + " CREATE TABLE calls_low PARTITION OF calls FOR VALUES FROM (MINVALUE) TO (10000);"
                    + " CREATE TABLE calls_high PARTITION OF calls FOR VALUES FROM (10000) TO (MAXVALUE)"
                    + " PARTITION BY HASH (id);"
                    + " CREATE TABLE calls_high_0 PARTITION OF calls_high FOR VALUES WITH (MODULUS 2, REMAINDER 0);"
                    + " CREATE TABLE calls_high_1 (kind text, %1$s %2$s NOT NULL DEFAULT 7, id bigint NOT NULL,"
                    + " CONSTRAINT calls_check CHECK (%1$s >= 0));"
                    + " ALTER TABLE calls_high ATTACH PARTITION calls_high_1 FOR VALUES WITH (MODULUS 2, REMAINDER 1);"
                    + " CREATE INDEX calls_n_idx ON calls (%1$s, kind);";

    private PartitionCases() {}

    /// A column of a key gets a wider type.
    static SurvivalCase type() {
        Client client = Client.of("calls", Column.of("n", numbers(1000)), Column.of("kind", orNull(words())));
        List<Equal> same = List.of(new Equal("SELECT id, n, kind FROM calls", "SELECT id, n, kind FROM twin.calls"));
        return new SurvivalCase(
                "partitioned-type",
                TWIN + TABLE.formatted("n", "int") + rows("calls", "i, i % 7, 'w' || i"),
                TWIN + TABLE.formatted("n", "bigint"),
                List.of(),
                client,
                Optional.of(client),
                same,
                same);
    }

    /// A column of a key gets another name.
    static SurvivalCase name() {
        return new SurvivalCase(
                "partitioned-name",
                TWIN + TABLE.formatted("n", "int") + rows("calls", "i, i % 7, 'w' || i"),
                TWIN + TABLE.formatted("n", "int") + " ALTER TABLE calls RENAME COLUMN n TO number;",
                List.of(new Rename.OfColumn(ObjectName.inPublic("calls"), "n", "number")),
                Client.of("calls", Column.of("n", numbers(1000)), Column.of("kind", orNull(words()))),
                Optional.of(Client.of(
                        "calls", new Column("number", "n", numbers(1000), false), Column.of("kind", orNull(words())))),
                List.of(new Equal("SELECT id, number, kind FROM calls", "SELECT id, n, kind FROM twin.calls")),
                List.of(new Equal("SELECT id, n, kind FROM calls", "SELECT id, n, kind FROM twin.calls")));
    }
}
