package io.godwit.postgres.statement;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.model.catalog.ObjectName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RelationInsteadTest {
    private static final RelationInstead OTHER =
            new RelationInstead(ObjectName.inPublic("m"), ObjectName.inPublic("n"));

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            SELECT a FROM m                                | SELECT a FROM "public"."n"
            SELECT a FROM public.m                         | SELECT a FROM "public"."n"
            SELECT m.a, x.b FROM public.m JOIN x ON x.a = m.a | SELECT "n".a, x.b FROM "public"."n" JOIN x ON x.a = "n".a
            SELECT z.a FROM "m" z                          | SELECT z.a FROM "public"."n" z
            SELECT x.m, 'm' FROM M, other.m                | SELECT x.m, 'm' FROM "public"."n", other.m
            SELECT m.a FROM public.m m JOIN m AS m ON true | SELECT m.a FROM "public"."n" m JOIN "public"."n" AS m ON true
            SELECT public.m.a FROM public.m                | SELECT "public"."n".a FROM "public"."n"
            SELECT 1 FROM t -- of m                        | SELECT 1 FROM t -- of m
            """)
    void a_relation_under_its_name_in_its_schema_or_as_a_qualifier(String query, String changed) {
        assertThat(OTHER.in(query)).contains(changed);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT a FROM t m",
                "SELECT m FROM m",
                "SELECT a AS m FROM public.m",
                "SELECT m.a FROM m m WHERE EXISTS (SELECT FROM m)",
                "SELECT a FROM t, m",
                "SELECT 'a FROM m"
            })
    void what_may_be_something_else_is_not_guessed(String query) {
        assertThat(OTHER.in(query)).isEmpty();
    }

    @Test
    void another_case_is_another_name_in_quotes() {
        assertThat(OTHER.in("SELECT a FROM \"M\"")).contains("SELECT a FROM \"M\"");
    }
}
