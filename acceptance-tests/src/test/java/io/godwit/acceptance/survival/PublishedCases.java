package io.godwit.acceptance.survival;

import static io.godwit.acceptance.survival.Client.numbers;
import static io.godwit.acceptance.survival.Client.orNull;
import static io.godwit.acceptance.survival.Client.words;
import static io.godwit.acceptance.survival.SurvivalCases.rows;

import io.godwit.acceptance.survival.Client.Column;
import io.godwit.acceptance.survival.SurvivalCase.Equal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Tables that publications send a part of, from PostgreSQL 15 on; on an older server they are not published.
final class PublishedCases {
    private PublishedCases() {}

    /// Two columns of a publication's list get another type: the rows of one are converted, those of the other are not.
    static SurvivalCase listed() {
        String twin =
                "CREATE SCHEMA twin; CREATE TABLE twin.sales (id bigint PRIMARY KEY, n bigint, kind text, m int);";
        String table = "CREATE TABLE sales (id bigint PRIMARY KEY, n %s, kind %s, m int);";
        String publication = "DO $$ BEGIN IF current_setting('server_version_num')::int >= 150000 THEN EXECUTE"
                + " 'CREATE PUBLICATION chosen FOR TABLE sales (id, n, kind) WHERE (id > 0)'; END IF; END $$;";
        Client client = Client.of(
                "sales", Column.of("n", orNull(numbers(9))), Column.of("kind", words()), Column.of("m", numbers(9)));
        List<Equal> same = Stream.of(
                        new Equal(
                                "SELECT id, n::bigint, kind::text, m FROM sales",
                                "SELECT id, n, kind, m FROM twin.sales"),
                        new Equal(
                                "SELECT (SELECT string_agg(a, ',' ORDER BY a) FROM jsonb_array_elements_text(to_jsonb(t) ->"
                                        + " 'attnames') a) FROM pg_publication_tables t WHERE pubname = 'chosen'",
                                "SELECT 'id,kind,n' WHERE current_setting('server_version_num')::int >= 150000"))
                .toList();
        return new SurvivalCase(
                "listed-columns",
                twin + table.formatted("int", "varchar(99)") + publication + rows("sales", "i, i % 7, 'w' || i, i % 5"),
                twin + table.formatted("bigint", "text") + publication,
                List.of(),
                client,
                Optional.of(client),
                same,
                same);
    }
}
