package io.godwit.postgres.statement;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.model.statement.ParsedStatement;
import io.godwit.model.statement.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LoopHeadTest {
    @Test
    void numbers_are_gone_over_as_PostgreSQL_does_also_backwards_and_by_more_than_one() {
        assertThat(statements("FOR i IN 1..2 LOOP EXECUTE 'DROP TABLE t' || i; END LOOP;"))
                .containsExactly("DROP TABLE t1", "DROP TABLE t2");
        assertThat(statements("FOR i IN REVERSE 2..1 LOOP EXECUTE 'DROP TABLE t' || i; END LOOP;"))
                .containsExactly("DROP TABLE t2", "DROP TABLE t1");
        assertThat(statements("FOR i IN 1..10 BY 5 LOOP EXECUTE 'DROP TABLE t' || i; END LOOP;"))
                .containsExactly("DROP TABLE t1", "DROP TABLE t6");
        assertThat(statements("FOR i IN 2..1 LOOP EXECUTE 'DROP TABLE t' || i; END LOOP;"))
                .isEmpty();
    }

    @Test
    void what_is_done_while_a_comparison_of_constants_holds_is_done_as_often() {
        assertThat(statements(
                        "WHILE n < 3 LOOP EXECUTE format('DROP TABLE t%s', n); n := n + 1; END LOOP; DROP TABLE u;"))
                .containsExactly("DROP TABLE t0", "DROP TABLE t1", "DROP TABLE t2", "DROP TABLE u");
        assertThat(statements("WHILE n > 3 LOOP DROP TABLE t; END LOOP;")).isEmpty();
    }

    @Test
    void where_nobody_knows_how_often_names_that_change_meanwhile_are_not_known() {
        Statement.CodeBlock block =
                block("WHILE now() < '2030-01-01' LOOP EXECUTE 'DROP TABLE t' || n; n := n + 1; END LOOP;");

        assertThat(block.whole()).isFalse();
        assertThat(block.statements()).isEmpty();
    }

    private static List<String> statements(String body) {
        Statement.CodeBlock block = block(body);
        assertThat(block.whole()).isTrue();
        assertThat(block.parts()).allMatch(part -> part.conditions().isEmpty());
        return block.statements().stream().map(ParsedStatement::text).toList();
    }

    private static Statement.CodeBlock block(String body) {
        return (Statement.CodeBlock) StatementParser.inPublic()
                .parse("DO $$ DECLARE n int := 0; BEGIN " + body + " END $$")
                .statement();
    }
}
