package io.godwit.cli.diff;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class DumpedSqlTest {
    @Test
    void what_only_psql_understands_is_left_out() {
        assertThat(DumpedSql.withoutPsql("""
                        \\restrict abc
                        CREATE TABLE t (a text CHECK (a ~ '^\\w+$'));
                        COPY public.t (a) FROM stdin;
                        first
                        \\.
                        CREATE INDEX i ON t (a);
                        \\unrestrict abc
                        """)).isEqualTo("""
                        CREATE TABLE t (a text CHECK (a ~ '^\\w+$'));
                        CREATE INDEX i ON t (a);
                        """);
    }
}
