package io.godwit.analyzer.sqlalchemy;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.analyzer.model.SourceFile;
import java.util.List;
import org.junit.jupiter.api.Test;

class DialectConditionTest {
    private static List<String> upgrade(String body) throws Exception {
        SourceFile file = new SourceFile(
                "alembic/versions/a1_x.py",
                "from alembic import op\nrevision = 'a1'\ndown_revision = None\n\ndef upgrade():\n"
                        + "    bind = op.get_bind()\n" + body.indent(4));
        return AlembicRevision.of(file, List.of(file)).orElseThrow().upgrade().stream()
                .flatMap(operation -> operation.statements().stream())
                .toList();
    }

    private static boolean isTaken(String condition) throws Exception {
        List<String> statements =
                upgrade("if " + condition + ":\n    op.execute('ONE')\nelse:\n    op.execute('TWO')\n");
        assertThat(statements).hasSize(1);
        return statements.getFirst().equals("ONE");
    }

    @Test
    void a_branch_for_another_database_is_not_taken() throws Exception {
        for (String other : List.of(
                "bind.dialect.name == 'mysql'",
                "bind and bind.engine.name == 'mysql'",
                "bind.dialect.name in ('mysql', 'sqlite')",
                "not bind.dialect.name.startswith('postgres')",
                "bind.dialect.name != 'postgresql' or bind.dialect.name == 'oracle'",
                "bind.dialect.name not in ['postgresql', 'sqlite']")) {
            assertThat(isTaken(other)).as(other).isFalse();
        }
    }

    @Test
    void one_for_postgresql_or_about_something_else_is() throws Exception {
        for (String own : List.of(
                "bind.dialect.name == 'postgresql'",
                "bind.dialect.name in ('mysql', 'postgresql')",
                "bind and bind.dialect.name == 'postgresql'",
                "not bind.dialect.name == 'mysql'",
                "table_is_there()",
                "name in ('one', 'two')")) {
            assertThat(isTaken(own)).as(own).isTrue();
        }
    }

    @Test
    void what_stands_behind_a_return_for_this_database_does_not_run() throws Exception {
        assertThat(upgrade("if bind.dialect.name != 'mysql':\n    return\nop.execute('ONE')\n"))
                .isEmpty();
        assertThat(upgrade("if bind.dialect.name == 'sqlite':\n    return\nop.execute('ONE')\n"))
                .containsExactly("ONE");
        assertThat(upgrade("if there():\n    return\nop.execute('ONE')\n")).containsExactly("ONE");
    }
}
