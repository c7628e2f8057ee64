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

class OpenStatementsTest {
    private static final FileChange DJANGO =
            new FileChange("shop/migrations/0001_initial.py", Optional.empty(), Optional.of("""
                    from django.db import migrations, models
                    import shapes.fields

                    class Migration(migrations.Migration):
                        initial = True
                        operations = [
                            migrations.CreateModel(name="Owner", fields=[("id", models.BigAutoField(primary_key=True))]),
                            migrations.CreateModel(
                                name="Plot",
                                fields=[
                                    ("id", models.BigAutoField(primary_key=True)),
                                    ("area", shapes.fields.AreaField()),
                                ],
                            ),
                            migrations.AddField("owner", "outline", shapes.fields.AreaField(null=True)),
                            migrations.AddIndex("owner", models.Index(fields=["outline"], name="outline_idx")),
                            migrations.RenameField("owner", "outline", "border"),
                            migrations.RunSQL("UPDATE shop_owner SET border = NULL"),
                            migrations.RunSQL("CREATE VIEW plots AS SELECT * FROM shop_plot"),
                            migrations.AddField("owner", "name", models.TextField(null=True)),
                            migrations.RemoveIndex("owner", "outline_idx"),
                        ]
                    """));

    private static final FileChange TYPEORM =
            new FileChange("src/migrations/1700000000000-Init.ts", Optional.empty(), Optional.of("""
                    import { MigrationInterface, QueryRunner, Table, TableColumn, TableIndex } from "typeorm";
                    import { areaColumn } from "shapes";

                    export class Init1700000000000 implements MigrationInterface {
                      async up(queryRunner: QueryRunner) {
                        await queryRunner.createTable(new Table({ name: "plot", columns: [areaColumn("area")] }));
                        await queryRunner.createTable(new Table({ name: "owner", columns: [{ name: "id", type: "int" }] }));
                        await queryRunner.addColumn("owner", new TableColumn({ name: "outline", type: areaColumn() }));
                        await queryRunner.createIndex("plot", new TableIndex({ name: "ix_plot", columnNames: ["area"] }));
                        await queryRunner.query(`CREATE INDEX ix_outline ON owner (outline)`);
                        await queryRunner.query(`CREATE INDEX ix_owner ON owner (id)`);
                      }
                    }
                    """));

    private static final FileChange FLYWAY =
            new FileChange("db/migration/V1__start.sql", Optional.empty(), Optional.of("""
                    CREATE TABLE ${area}.a (id int PRIMARY KEY);
                    CREATE TABLE ${area}.b (id int PRIMARY KEY, a_id int REFERENCES ${area}.a);
                    CREATE TABLE c (id int PRIMARY KEY);
                    """));

    private static WrittenPlan.Result planned(FileChange file, Map<String, String> answers) {
        WrittenMigrations read = WrittenMigrations.in(List.of(file), ProjectFacts.none());
        return WrittenPlan.of(
                read.answered(new Answers(answers)), Catalog.empty(), Knowledge.OF_MODELS, StatementTrial.onPaper());
    }

    private static String titles(WrittenPlan.Result result) {
        return String.join("\n", result.plan().steps().stream().map(Step::title).toList());
    }

    @Test
    void the_type_of_a_class_that_no_file_defines_is_asked_for_once() {
        WrittenPlan.Result result = planned(DJANGO, Map.of());
        assertThat(result.questions()).singleElement().satisfies(asked -> {
            assertThat(asked.question().id()).isEqualTo("type:shapes.fields.AreaField");
            assertThat(asked.question().text())
                    .contains("shop_plot.area (shop/migrations/0001_initial.py:8)")
                    .contains("shop_owner.outline (shop/migrations/0001_initial.py:15)");
        });
        assertThat(titles(result))
                .contains("\"shop_owner\"", "ADD COLUMN \"name\"")
                .doesNotContain("shop_plot", "outline", "border");
    }

    @Test
    void its_answer_is_put_in_wherever_it_is_missing() {
        WrittenPlan.Result result = planned(DJANGO, Map.of("type:shapes.fields.AreaField", "polygon"));
        assertThat(result.questions()).isEmpty();
        assertThat(result.after()
                        .table(io.godwit.model.catalog.ObjectName.inPublic("shop_plot"))
                        .orElseThrow()
                        .column("area")
                        .orElseThrow()
                        .type()
                        .sql())
                .isEqualTo("polygon");
        assertThat(titles(result)).contains("ADD COLUMN \"outline\" polygon", "TO \"border\"", "VIEW plots");
    }

    @Test
    void what_a_query_runner_makes_in_a_way_nobody_knows_is_waited_for() {
        assertThat(titles(planned(TYPEORM, Map.of())))
                .contains("\"owner\"", "ix_owner")
                .doesNotContain("ix_plot", "outline");
    }

    @Test
    void a_placeholder_is_asked_for_once_and_filled_in_everywhere() {
        assertThat(planned(FLYWAY, Map.of()).questions())
                .extracting(asked -> asked.question().id())
                .containsExactly("placeholder:area");
        assertThat(titles(planned(FLYWAY, Map.of("placeholder:area", "public"))))
                .contains("TABLE public.a", "TABLE public.b", "TABLE c");
    }

    @Test
    void a_loop_of_which_parts_cannot_be_told_is_one_question() {
        FileChange revision = new FileChange("alembic/versions/a1_x.py", Optional.empty(), Optional.of("""
                from alembic import op
                import sqlalchemy as sa

                revision = "a1"
                down_revision = None

                def upgrade():
                    op.create_table("first", sa.Column("id", sa.Integer))
                    op.create_table("second", sa.Column("id", sa.Integer))
                    for name in ("first", "second"):
                        op.add_column(name, sa.Column("at", sa.DateTime()))
                        op.execute(statement_for(name))
                        op.execute(other_for(name))
                    op.create_index("ix_at", "first", ["at"])
                    op.create_index("ix_id", "first", ["id"])
                """));
        WrittenPlan.Result result = planned(revision, Map.of());
        assertThat(result.questions()).singleElement().satisfies(asked -> {
            assertThat(asked.location().line()).isEqualTo(10);
            assertThat(asked.question().text())
                    .contains("for name in (\"first\", \"second\"):", "op.execute (line 12)", "op.execute (line 13)");
        });
        assertThat(titles(result)).contains("ix_id").doesNotContain("ix_at", "ADD COLUMN");
    }

    @Test
    void an_operation_on_a_model_of_which_nothing_is_known_is_asked_about() {
        FileChange migration = new FileChange("shop/migrations/0007_more.py", Optional.empty(), Optional.of("""
                from django.db import migrations, models

                class Migration(migrations.Migration):
                    dependencies = [("shop", "0006_before")]
                    operations = [migrations.AddField("order", "note", models.TextField(null=True))]
                """));
        assertThat(planned(migration, Map.of()).questions())
                .singleElement()
                .satisfies(asked -> assertThat(asked.question().text())
                        .contains("neither the class of the model order nor all earlier migrations"));
    }
}
