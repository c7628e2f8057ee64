package io.godwit.postgres.statement;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.model.statement.ParsedStatement;
import org.junit.jupiter.api.Test;

final class PsqlScriptTest {

    @Test
    void a_command_after_a_statement_on_its_line_ends_it() {
        assertThat(StatementParser.inPublic()
                        .script("CREATE TABLE t (a int); \\echo it's done\nSELECT E'a; \\n' \\gset x\nDROP TABLE t"))
                .extracting(ParsedStatement::text)
                .containsExactly("CREATE TABLE t (a int)", "SELECT E'a; \\n'", "DROP TABLE t");
    }

    @Test
    void commands_of_psql_and_copied_rows_are_no_statements_and_move_none() {
        String script = """
                \\set ON_ERROR_STOP on
                COPY public.t (id, a) FROM stdin;
                1\tit's; a row
                \\.
                ALTER TABLE t DROP COLUMN a;
                \\echo 'done""";

        assertThat(StatementParser.inPublic().located(script)).hasSize(2).last().satisfies(last -> {
            assertThat(last.parsed().text()).isEqualTo("ALTER TABLE t DROP COLUMN a");
            assertThat(last.offset()).isEqualTo(script.indexOf("ALTER"));
        });
        assertThat(StatementParser.inPublic().script(script))
                .extracting(ParsedStatement::text)
                .first()
                .isEqualTo("COPY public.t (id, a) FROM stdin");
    }
}
