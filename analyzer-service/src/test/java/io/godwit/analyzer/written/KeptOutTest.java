package io.godwit.analyzer.written;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.analyzer.FileChange;
import io.godwit.analyzer.model.ProjectFacts;
import io.godwit.model.catalog.Catalog;
import io.godwit.model.plan.Step;
import io.godwit.model.planning.Answers;
import io.godwit.model.planning.Knowledge;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KeptOutTest {
    private static final FileChange REVISION =
            new FileChange("alembic/versions/a1_x.py", Optional.empty(), Optional.of("""
                    from alembic import op
                    import sqlalchemy as sa
                    import shapes

                    revision = "a1"
                    down_revision = None

                    def upgrade():
                        op.create_table("plot", sa.Column("id", sa.Integer, primary_key=True), sa.Column("area", shapes.Area()))
                        op.create_table("owner", sa.Column("id", sa.Integer, primary_key=True))
                        op.create_table(
                            "deed",
                            sa.Column("id", sa.Integer, primary_key=True),
                            sa.Column("plot_id", sa.Integer, sa.ForeignKey("plot.id")),
                        )
                        op.create_index("ix_plot", "plot", ["id"])
                        op.add_column("owner", sa.Column("outline", shapes.Area()))
                        op.add_column("owner", sa.Column("name", sa.Text()))
                        op.create_index("ix_outline", "owner", ["outline"])
                        op.alter_column("owner", "outline", nullable=False)
                        op.execute("UPDATE owner SET outline = ''")
                        op.execute("UPDATE owner SET name = ''")
                    """));

    private static WrittenPlan.Result planned(Answers answers) {
        WrittenMigrations read = WrittenMigrations.in(List.of(REVISION), ProjectFacts.none());
        return WrittenPlan.of(read.answered(answers), Catalog.empty(), Knowledge.OF_MODELS, StatementTrial.onPaper());
    }

    private static String titles(WrittenPlan.Result result) {
        return String.join("\n", result.plan().steps().stream().map(Step::title).toList());
    }

    @Test
    void steps_on_a_table_or_column_that_a_question_is_about_wait_with_it() {
        WrittenPlan.Result result = planned(Answers.none());
        assertThat(result.questions())
                .extracting(asked -> asked.question().object().name() + "."
                        + asked.question().part())
                .containsExactly("plot.");
        assertThat(titles(result))
                .contains("\"owner\"", "ADD COLUMN \"name\"", "SET name")
                .doesNotContain("\"plot\"", "ix_plot", "FOREIGN KEY")
                .doesNotContain("outline");
        assertThat(result.notes())
                .anyMatch(note -> note.contains("needs plot, which waits for the answer"))
                .anyMatch(note -> note.contains("needs outline of owner, which waits for the answer"));
    }

    @Test
    void nothing_waits_once_it_is_answered() {
        Map<String, String> given = Map.of("type:shapes.Area", "polygon");
        assertThat(titles(planned(new Answers(given))))
                .contains("ix_plot", "ix_outline", "SET outline", "\"outline\" polygon");
    }
}
