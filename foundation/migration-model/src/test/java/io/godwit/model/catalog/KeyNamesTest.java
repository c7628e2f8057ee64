package io.godwit.model.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Names measured on PostgreSQL 15.
class KeyNamesTest {
    private static Index.Key expression(String sql) {
        return new Index.Key(Optional.empty(), Optional.of(sql), false, false, Optional.empty());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '~',
            value = {
                "lower(a);lower",
                "(a || b);expr",
                "(c::text);c",
                "(lower(a)::varchar);lower",
                "(lower((a)::text));lower",
                "COALESCE(a, b);coalesce",
                "CASE WHEN (c > 1) THEN 1 ELSE NULL::integer END;case",
                "(case when c > 1 then 1 else c end);c",
                "(j ->> 'x'::text);expr",
                "date_part('year'::text, d);date_part",
                "pg_catalog.upper(a);upper",
                "EXTRACT(year FROM d);extract",
                "(cast(a as varchar));a",
                "(\"left\"(a, 3) || 'x'::text);expr",
                "\"left\"(a, 3);left",
                "ARRAY[c];array",
                "j['x'::text];j",
                "(a COLLATE \"C\");a",
                "TRIM(BOTH FROM a);btrim",
                "(c + 1);expr",
                "(1::int4);int4",
                "(lower(a) || lower(b));expr",
                "(ROW(a, b) IS NULL);expr",
            })
    void an_expression_is_called_after_what_it_calls(String sql, String name) {
        assertThat(KeyNames.of(List.of(expression(sql)))).containsExactly(name);
    }

    @Test
    void what_would_come_twice_gets_a_number() {
        assertThat(KeyNames.of(Stream.of("lower(a)", "lower(b)", "(a || b)")
                        .map(KeyNamesTest::expression)
                        .toList()))
                .containsExactly("lower", "lower1", "expr");
    }
}
