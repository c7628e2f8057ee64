package io.godwit.acceptance.survival;

import static io.godwit.acceptance.survival.Client.numbers;
import static io.godwit.acceptance.survival.Client.oneOf;
import static io.godwit.acceptance.survival.Client.orNull;
import static io.godwit.acceptance.survival.SurvivalCases.rows;

import io.godwit.acceptance.survival.Client.Column;
import io.godwit.acceptance.survival.SurvivalCase.Equal;
import java.util.List;
import java.util.Optional;

/// Materialized views that are filled beside the one in use.
final class ViewCases {
    private ViewCases() {}

    /// One with another query, a view and another materialized one over it.
    static SurvivalCase otherQuery() {
        String twin = "CREATE SCHEMA twin; CREATE TABLE twin.visits (id bigint PRIMARY KEY, n int);";
        String table = "CREATE TABLE visits (id bigint PRIMARY KEY, n int);";
        String views = "CREATE MATERIALIZED VIEW many AS SELECT n, count(*) AS visits%s FROM visits GROUP BY n;"
                + " CREATE INDEX many_n ON many (n); COMMENT ON MATERIALIZED VIEW many IS 'how many';"
                + " CREATE VIEW most AS SELECT n FROM many WHERE visits > 1000;"
                + " CREATE MATERIALIZED VIEW all_of_them AS SELECT sum(many.visits) AS visits FROM many;";
        Client client = Client.of("visits", Column.of("n", orNull(numbers(9))));
        Equal rows = new Equal("SELECT id, n FROM visits", "SELECT id, n FROM twin.visits");
        return new SurvivalCase(
                "other-query",
                twin + table + rows("visits", "i, i % 7") + views.formatted(""),
                twin + table + views.formatted(", max(id) AS last"),
                List.of(),
                client,
                Optional.of(client),
                List.of(rows, columns("n,visits,last")),
                List.of(rows, columns("n,visits")));
    }

    private static Equal columns(String names) {
        return new Equal(
                "SELECT string_agg(attname, ',' ORDER BY attnum) FROM pg_attribute WHERE attrelid = 'many'::regclass"
                        + " AND attnum > 0",
                "SELECT '" + names + "'");
    }

    /// An enum whose labels come in another order, under one that counts by it.
    static SurvivalCase otherOrder() {
        String twin = "CREATE SCHEMA twin; CREATE TABLE twin.jobs (id bigint PRIMARY KEY, state text, n int);";
        String table = "CREATE TABLE jobs (id bigint PRIMARY KEY, state state NOT NULL DEFAULT 'open', n int);"
                + " CREATE INDEX jobs_state ON jobs (state, id);";
        String views = "CREATE MATERIALIZED VIEW many AS SELECT state, count(*) AS jobs FROM jobs GROUP BY state;"
                + " CREATE VIEW later AS SELECT id FROM jobs WHERE state > 'open'::state;"
                + " COMMENT ON TYPE state IS 'of a job';";
        Client client =
                Client.of("jobs", Column.of("state", oneOf("open", "done")), Column.of("n", orNull(numbers(9))));
        Equal rows = new Equal("SELECT id, state::text, n FROM jobs", "SELECT id, state, n FROM twin.jobs");
        return new SurvivalCase(
                "other-order",
                "CREATE TYPE state AS ENUM ('open', 'held', 'done');" + twin + table
                        + rows("jobs", "i, (ARRAY['open', 'done'])[i % 2 + 1]::state, i % 7") + views,
                "CREATE TYPE state AS ENUM ('done', 'open', 'held');" + twin + table + views,
                List.of(),
                client,
                Optional.of(client),
                List.of(rows, labels("done,open,held")),
                List.of(rows, labels("open,held,done")));
    }

    private static Equal labels(String order) {
        return new Equal("SELECT array_to_string(enum_range(NULL::state), ',')", "SELECT '" + order + "'");
    }
}
