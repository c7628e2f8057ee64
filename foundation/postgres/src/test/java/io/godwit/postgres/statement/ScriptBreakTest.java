package io.godwit.postgres.statement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScriptBreakTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "SELECT 1; COMMENT ON TABLE a IS 'what peo | 32",
                "SELECT 1; CREATE FUNCTION f() RETURNS int AS $x$ BEGIN | 45",
                "DROP TABLE a; /* later | 14",
                "DROP TABLE a; DROP TABLE \"b | 25",
                "CREATE TABLE a (id int, b varchar( | 33",
                "CREATE TABLE a (id int)); DROP TABLE b | 23",
            })
    void says_where_what_is_open_begins(String script, int at) {
        assertThat(ScriptBreak.in(script)).map(ScriptBreak::at).contains(at);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ALTER TABLE a ADD COLUMN",
                "ALTER TABLE a ADD COLUMN b int,",
                "ALTER TABLE a",
                "CREATE",
                "CREATE INDEX i ON",
                "CREATE VIEW v AS SELECT a FROM",
                "CREATE VIEW v",
                "DELETE FROM a WHERE id =",
                "UPDATE a SET",
                "INSERT INTO a (b) VALUES",
                "DROP TABLE",
                "ALTER TABLE a RENAME COLUMN b TO",
            })
    void a_statement_that_wants_more_breaks_off(String script) {
        assertThat(ScriptBreak.in(script)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-- nothing yet",
                "DROP TABLE a",
                "ALTER TABLE a ADD COLUMN b int UNIQUE",
                "SELECT count(*) FROM a WHERE b ? 'c' OR d @> '{}'",
                "CREATE RULE r AS ON INSERT TO a DO ALSO (INSERT INTO b VALUES (1); DELETE FROM c)",
                "CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT CASE WHEN true THEN 1 END; SELECT 2; END; DROP TABLE a;",
                "ALTER SYSTEM SET work_mem TO DEFAULT",
                "FROBNICATE THE (database)",
                "UPDATE a SET b = c::jsonb #- '{d}'",
            })
    void what_is_whole_or_only_unknown_does_not(String script) {
        assertThat(ScriptBreak.in(script)).isEqualTo(Optional.empty());
    }

    @Test
    void semicolons_of_a_rules_actions_do_not_end_it() {
        assertThat(StatementParser.texts("""
                CREATE OR REPLACE RULE r AS ON UPDATE TO v DO INSTEAD (UPDATE a SET b = 1; UPDATE c SET d = 2);
                DROP TABLE e;""")).hasSize(2);
    }
}
