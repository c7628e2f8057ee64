package io.godwit.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FingerprintTest {

    @Test
    void literals_parameters_and_statistics_text_are_the_same_query() {
        Fingerprint literal = Fingerprint.of("SELECT * FROM users  WHERE id = 42 AND name = 'O''Reilly' LIMIT 10;");
        Fingerprint logged = Fingerprint.of("select * from users where id=$1 and name=$2 limit 10");
        Fingerprint statistics = Fingerprint.of("SELECT * FROM users WHERE id = $1 AND name = $2 LIMIT $3");

        assertThat(literal).isEqualTo(logged).isEqualTo(statistics);
        assertThat(literal.text()).isEqualTo("select * from users where id = ? and name = ? limit ?");
        assertThat(literal.hash()).hasSize(16);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        select 1 -- why\\n, 2                             | select ?, ?
        select /* a /* nested */ b */ count(*) from t     | select count(*) from t
        select E'it\\\\'s', U&'d', b'1', $x$ it's $x$     | select ?, ?, ?, ?
        select a-1, -1, a - -1.5e-3, (-5), 0x1F, 1_000    | select a - ?, ?, a - ?, (?), ?, ?
        select * from t where a in (1, -2, $3)            | select * from t where a in (?)
        select * from t where a in ($1 /*, ... */)        | select * from t where a in (?)
        select * from t where a in ('x'::mood, 'y'::mood) | select * from t where a in (?)
        select * from t where a in (select 1)             | select * from t where a in (select ?)
        select * from t where a = any(array[1, 2])        | select * from t where a = any (array[?])
        select '5'::int, x::numeric(10, 2)                | select ?::int, x::numeric(?, ?)
        update t set a = null, b = true where c is null   | update t set a = ?, b = ? where c is null
        select "Na""me" from "public"."Order" o           | select "Na""me" from "public"."Order" o
        insert into t (a, b) values (1, 'x')              | insert into t(a, b) values (?, ?)
        select a#>>'{b}', c->'d', e<=-1, f<>1             | select a #>> ?, c -> ?, e <= ?, f <> ?
        savepoint s_17                                    | savepoint ?
        rollback to savepoint s_17                        | rollback to savepoint ?
        set local statement_timeout to 500                | set local statement_timeout = ?
        select 'cut off                                   | select ?
        """)
    void a_text_is_normalised(String sql, String expected) {
        String unescaped = sql.replace("\\n", "\n").replace("\\\\", "\\");
        assertThat(Fingerprint.of(unescaped).text()).isEqualTo(expected);
    }

    @Test
    void normalising_a_normalised_text_changes_nothing() {
        String text = Fingerprint.of("select a, b::text from t where c in (1,2) and d = -1 limit 5")
                .text();
        assertThat(Fingerprint.of(text).text()).isEqualTo(text);
    }

    @Test
    void other_columns_are_another_query() {
        assertThat(Fingerprint.of("select a from t where id = 1").hash())
                .isNotEqualTo(Fingerprint.of("select b from t where id = 1").hash());
    }
}
