package io.godwit.validator.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.model.catalog.Catalog;
import io.godwit.model.catalog.EnumType;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.plan.Action;
import io.godwit.model.plan.Phase;
import io.godwit.model.plan.Rollback;
import io.godwit.model.plan.Step;
import io.godwit.model.statement.ParsedStatement;
import io.godwit.model.statement.Statement;
import io.godwit.postgres.statement.StatementParser;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class JoinedEnumTest {
    private static final Catalog BEFORE = Catalog.of(
            Set.of("public"),
            Set.of(),
            List.of(),
            List.of(new EnumType(ObjectName.inPublic("mood"), List.of("sad", "ok", "odd"))));

    @Test
    void an_old_type_that_is_renamed_first_is_replaced_like_one_that_is_renamed_last() {
        List<String> renamedFirst = joined(
                "ALTER TYPE mood RENAME TO mood_old",
                "CREATE TYPE mood AS ENUM ('sad', 'ok')",
                "ALTER TABLE days ALTER COLUMN mood DROP DEFAULT",
                "ALTER TABLE days ALTER COLUMN mood TYPE mood USING mood::text::mood",
                "ALTER TABLE days ALTER COLUMN mood SET DEFAULT 'ok'",
                "CREATE INDEX days_at ON days (at)",
                "DROP TYPE mood_old");
        List<String> renamedLast = joined(
                "CREATE TYPE mood_new AS ENUM ('sad', 'ok')",
                "ALTER TABLE days ALTER COLUMN mood DROP DEFAULT",
                "ALTER TABLE days ALTER COLUMN mood TYPE \"mood_new\" USING (mood::text::\"mood_new\")",
                "ALTER TYPE mood RENAME TO mood_old",
                "ALTER TYPE mood_new RENAME TO mood",
                "DROP TYPE mood_old",
                "ALTER TABLE days ALTER COLUMN mood SET DEFAULT 'ok'");

        assertThat(renamedFirst)
                .containsExactly(
                        "CREATE INDEX days_at ON days (at)",
                        "CREATE TYPE \"public\".\"mood_new\" AS ENUM ('sad', 'ok')",
                        "ALTER TABLE \"public\".\"days\" ALTER COLUMN \"mood\" DROP DEFAULT, ALTER COLUMN \"mood\""
                                + " SET DATA TYPE \"public\".\"mood_new\" USING mood::text::\"public\".\"mood_new\","
                                + " ALTER COLUMN \"mood\" SET DEFAULT 'ok'",
                        "DROP TYPE \"public\".\"mood\"",
                        "ALTER TYPE \"public\".\"mood_new\" RENAME TO \"mood\"");
        assertThat(renamedLast).hasSize(4).startsWith(renamedFirst.get(1)).endsWith(renamedFirst.get(4));
    }

    @Test
    void an_enum_that_only_gains_labels_and_a_type_something_else_uses_are_left_alone() {
        String[] gains = {
            "ALTER TYPE mood RENAME TO mood_old",
            "CREATE TYPE mood AS ENUM ('sad', 'ok', 'odd', 'glad')",
            "ALTER TABLE days ALTER COLUMN mood TYPE mood USING mood::text::mood",
            "DROP TYPE mood_old"
        };
        String[] used = {
            "ALTER TYPE mood RENAME TO mood_old",
            "CREATE TYPE mood AS ENUM ('sad', 'ok')",
            "CREATE TABLE nights (mood mood)",
            "ALTER TABLE days ALTER COLUMN mood TYPE mood USING mood::text::mood",
            "DROP TYPE mood_old"
        };

        assertThat(joined(gains)).containsExactly(gains);
        assertThat(joined(used)).containsExactly(used);
    }

    private static List<String> joined(String... statements) {
        List<Step> steps = new ArrayList<>();
        for (String sql : statements) {
            steps.add(Step.of(
                    String.valueOf(steps.size()),
                    Phase.EXPAND,
                    sql,
                    Action.RunSql.together(sql),
                    Rollback.lossless(),
                    Optional.empty()));
        }
        return JoinedEnum.in(JoinedDefaults.in(steps, JoinedEnumTest::read), BEFORE, JoinedEnumTest::read).stream()
                .flatMap(step -> step.action().statements().stream())
                .toList();
    }

    private static Optional<Statement> read(Step step) {
        List<ParsedStatement> parsed = step.action().statements().stream()
                .map(StatementParser.inPublic()::parse)
                .toList();
        return parsed.size() == 1 ? Optional.of(parsed.getFirst().statement()) : Optional.empty();
    }
}
