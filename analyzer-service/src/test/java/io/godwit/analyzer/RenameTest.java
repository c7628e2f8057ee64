package io.godwit.analyzer;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.analyzer.model.ProjectFacts;
import io.godwit.model.plan.Action;
import io.godwit.model.planning.Answers;
import io.godwit.model.planning.RowsDecide;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RenameTest {
    private static final String BEFORE = """
            model Tree {
              id       Int    @id
              fullName String
              height   Int
            }
            """;
    private static final String RENAMED = """
            model Tree {
              id     Int    @id
              name   String
              height Int
            }
            """;

    @Test
    void a_likely_rename_is_asked_and_the_old_column_goes_only_where_it_holds_nothing() {
        Outcome.Proposed proposed = plan(RENAMED, Answers.none(), ProjectFacts.none());

        assertThat(proposed.questions())
                .extracting(asked -> asked.question().id())
                .contains("rename:Tree.fullName");
        assertThat(statements(proposed))
                .contains(
                        "ALTER TABLE \"public\".\"Tree\" ALTER COLUMN \"fullName\" DROP NOT NULL",
                        "ALTER TABLE \"public\".\"Tree\" DROP COLUMN \"fullName\"");
        assertThat(proposed.rowsDecide().values())
                .extracting(RowsDecide::reason)
                .contains("it holds values that name does not");
    }

    @Test
    void an_answer_settles_it_either_way() {
        Outcome.Proposed yes = plan(RENAMED, answer("name"), ProjectFacts.none());
        Outcome.Proposed no = plan(RENAMED, answer("not renamed"), ProjectFacts.none());

        assertThat(statements(yes))
                .startsWith("ALTER TABLE \"public\".\"Tree\" RENAME COLUMN \"fullName\" TO \"name\"");
        assertThat(statements(no)).contains("ALTER TABLE \"public\".\"Tree\" DROP COLUMN \"fullName\"");
        assertThat(no.questions()).extracting(asked -> asked.question().id()).containsExactly("value:Tree.name");
    }

    @Test
    void a_comment_settles_it() {
        String hinted = RENAMED.replace("  name ", "  /// godwit: renamed from fullName\n  name ");

        assertThat(statements(plan(hinted, Answers.none(), ProjectFacts.none())))
                .startsWith("ALTER TABLE \"public\".\"Tree\" RENAME COLUMN \"fullName\" TO \"name\"");
    }

    @Test
    void a_fact_settles_it() {
        ProjectFacts facts = new ProjectFacts(Map.of("rename:Tree.fullName", "Tree.name"));

        assertThat(statements(plan(RENAMED, Answers.none(), facts)))
                .startsWith("ALTER TABLE \"public\".\"Tree\" RENAME COLUMN \"fullName\" TO \"name\"");
    }

    @Test
    void a_model_that_is_mapped_to_another_table_is_renamed_with_its_constraints() {
        String mapped = BEFORE.replace("height   Int\n", "height   Int\n  @@map(\"trees\")\n");

        assertThat(statements(plan(mapped, Answers.none(), ProjectFacts.none())))
                .contains(
                        "ALTER TABLE \"public\".\"Tree\" RENAME TO \"trees\"",
                        "ALTER TABLE \"public\".\"trees\" RENAME CONSTRAINT \"Tree_pkey\" TO \"trees_pkey\"");
    }

    private static Answers answer(String text) {
        return new Answers(Map.of("rename:Tree.fullName", text));
    }

    private static Outcome.Proposed plan(String after, Answers answers, ProjectFacts facts) {
        Outcome outcome = Analysis.ofEveryLanguage(facts)
                .answering(answers)
                .withoutDatabase(List.of(new FileChange("schema.prisma", Optional.of(BEFORE), Optional.of(after))));
        assertThat(outcome).isInstanceOf(Outcome.Proposed.class);
        return (Outcome.Proposed) outcome;
    }

    private static List<String> statements(Outcome.Proposed proposed) {
        return proposed.plan().steps().stream()
                .map(step -> (Action.RunSql) step.action())
                .flatMap(run -> run.statements().stream())
                .toList();
    }
}
