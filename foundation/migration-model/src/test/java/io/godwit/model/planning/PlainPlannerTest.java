package io.godwit.model.planning;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.model.catalog.Catalog;
import io.godwit.model.catalog.Column;
import io.godwit.model.catalog.Constraint;
import io.godwit.model.catalog.DataType;
import io.godwit.model.catalog.EnumType;
import io.godwit.model.catalog.Index;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.catalog.ReferentialAction;
import io.godwit.model.catalog.Table;
import io.godwit.model.change.LabelOrder;
import io.godwit.model.change.SchemaChange;
import io.godwit.model.change.SchemaChange.AddColumn;
import io.godwit.model.change.SchemaChange.AddEnumValue;
import io.godwit.model.change.SchemaChange.ChangeColumnType;
import io.godwit.model.change.SchemaChange.CreateIndex;
import io.godwit.model.change.SchemaChange.DropColumn;
import io.godwit.model.change.SchemaChange.DropTable;
import io.godwit.model.change.SchemaChange.ReplaceEnum;
import io.godwit.model.plan.Action;
import io.godwit.model.plan.Phase;
import io.godwit.model.plan.Reversibility;
import io.godwit.model.plan.Step;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PlainPlannerTest {
    private static final ObjectName BOOK = ObjectName.inPublic("Book");
    private static final ObjectName GENRE = ObjectName.inPublic("Genre");
    private static final Column ID = Column.of("id", "integer", false);
    private static final Column TITLE = Column.of("title", "text", false);
    private static final Column KIND = Column.of("kind", "public.\"Genre\"", false);
    private static final Catalog LIVE = Catalog.of(
            Set.of("public"),
            Set.of(),
            List.of(new Table(
                    BOOK,
                    List.of(ID, TITLE, KIND),
                    List.of(new Constraint.PrimaryKey("Book_pkey", List.of("id"))),
                    List.of())),
            List.of(new EnumType(GENRE, List.of("NOVEL", "POEM"))));

    @Test
    void steps_come_in_the_order_in_which_they_can_run() {
        PlannedMigration planned = plan(
                LiveTables.empty(),
                new DropColumn(BOOK, TITLE),
                new CreateIndex(BOOK, Index.btree("Book_genre_idx", false, List.of("genre"))),
                new AddColumn(BOOK, Column.of("genre", "text", true)),
                new AddEnumValue(GENRE, "ESSAY", Optional.empty()));

        assertThat(planned.plan().steps())
                .extracting(Step::id)
                .containsExactly(
                        "01-add-enum-value", "02-add-column", "03-alter-column", "04-create-index", "05-drop-column");
        assertThat(planned.plan().steps().getLast().changes()).containsExactly("c1");
    }

    @Test
    void a_required_column_of_an_empty_table_is_added_as_it_is() {
        assertThat(statements(plan(LiveTables.empty(), new AddColumn(BOOK, Column.of("isbn", "text", false)))))
                .containsExactly("ALTER TABLE \"public\".\"Book\" ADD COLUMN \"isbn\" text NOT NULL");
    }

    @Test
    void a_required_column_without_a_value_for_existing_rows_is_a_question() {
        PlannedMigration planned = plan(Filled.TABLES, new AddColumn(BOOK, Column.of("isbn", "text", false)));

        assertThat(statements(planned)).containsExactly("ALTER TABLE \"public\".\"Book\" ADD COLUMN \"isbn\" text");
        assertThat(planned.questions()).extracting(OpenQuestion::id).containsExactly("value:Book.isbn");
    }

    @Test
    void a_required_timestamp_is_backfilled_and_then_required() {
        PlannedMigration planned = plan(
                Filled.TABLES, new AddColumn(BOOK, Column.of("updatedAt", "timestamp(3) without time zone", false)));

        assertThat(planned.plan().steps())
                .extracting(Step::phase)
                .containsExactly(Phase.EXPAND, Phase.MIGRATE, Phase.CONTRACT);
        assertThat(planned.plan().steps().get(1).action())
                .isEqualTo(new Action.Backfill(
                        BOOK, List.of("id"), "\"updatedAt\" = CURRENT_TIMESTAMP", "\"updatedAt\" IS NULL", 1000));
        assertThat(planned.questions()).isEmpty();
    }

    @Test
    void a_required_column_may_be_empty_from_the_start_and_goes_in_the_contract_phase() {
        PlannedMigration planned = plan(LiveTables.empty(), new DropColumn(BOOK, TITLE));

        assertThat(statements(planned))
                .containsExactly(
                        "ALTER TABLE \"public\".\"Book\" ALTER COLUMN \"title\" DROP NOT NULL",
                        "ALTER TABLE \"public\".\"Book\" DROP COLUMN \"title\"");
        Step drop = planned.plan().steps().getLast();
        assertThat(drop.phase()).isEqualTo(Phase.CONTRACT);
        assertThat(drop.rollback().reversibility()).isEqualTo(Reversibility.LOSSY);
    }

    @Test
    void a_type_change_converts_the_values() {
        PlannedMigration planned = plan(Filled.TABLES, new ChangeColumnType(BOOK, TITLE, new DataType("integer")));

        assertThat(statements(planned))
                .containsExactly("ALTER TABLE \"public\".\"Book\" ALTER COLUMN \"title\" SET DATA TYPE integer"
                        + " USING \"title\"::text::integer");
    }

    @Test
    void a_value_leaves_an_enum_by_way_of_another_type() {
        PlannedMigration planned = plan(LiveTables.empty(), withoutPoem());

        assertThat(statements(planned))
                .containsExactly(
                        "CREATE TYPE \"public\".\"Genre_new\" AS ENUM ('NOVEL')",
                        "ALTER TABLE \"public\".\"Book\" ALTER COLUMN \"kind\" SET DATA TYPE \"public\".\"Genre_new\""
                                + " USING \"kind\"::text::\"public\".\"Genre_new\"",
                        "DROP TYPE \"public\".\"Genre\"",
                        "ALTER TYPE \"public\".\"Genre_new\" RENAME TO \"Genre\"");
    }

    @Test
    void a_value_that_rows_hold_stays_until_a_question_is_answered() {
        PlannedMigration planned = plan(Filled.TABLES, withoutPoem());

        assertThat(planned.plan().steps()).isEmpty();
        assertThat(planned.questions()).extracting(OpenQuestion::id).containsExactly("labels:Book.kind");
    }

    @Test
    void a_dropped_table_can_be_made_again_but_not_its_rows() {
        Table book = LIVE.table(BOOK).orElseThrow();
        Step drop = plan(LiveTables.empty(), new DropTable(book)).plan().steps().getFirst();

        assertThat(drop.rollback().statements().getFirst()).startsWith("CREATE TABLE \"public\".\"Book\"");
        assertThat(drop.rollback().note()).isEqualTo("the rows of Book are gone");
    }

    @Test
    void a_key_over_a_column_that_becomes_required_and_what_refers_to_it_come_after_that() {
        ObjectName copy = ObjectName.inPublic("Copy");
        Table keyless = new Table(copy, List.of(Column.of("id", "integer", true)), List.of(), List.of());
        Catalog live = Catalog.of(
                Set.of("public"),
                Set.of(),
                List.of(LIVE.table(BOOK).orElseThrow(), keyless),
                LIVE.enums().values());

        PlannedMigration planned = PlainPlanner.plan(
                List.of(
                        new SchemaChange.AddConstraint(
                                BOOK,
                                new Constraint.ForeignKey(
                                        "Book_copy",
                                        List.of("id"),
                                        copy,
                                        List.of("id"),
                                        ReferentialAction.NO_ACTION,
                                        ReferentialAction.NO_ACTION,
                                        Optional.empty(),
                                        true)),
                        new SchemaChange.AddConstraint(copy, new Constraint.PrimaryKey("Copy_pkey", List.of("id"))),
                        new SchemaChange.SetNotNull(copy, Column.of("id", "integer", false))),
                live,
                new FilledTables(RowsSay.YES));

        assertThat(planned.plan().steps())
                .extracting(Step::id)
                .containsExactly("01-set-not-null", "02-add-late-key", "03-add-late-foreign-key");
    }

    @Test
    void values_change_places_by_way_of_another_type_and_the_way_back_brings_the_old_order() {
        ReplaceEnum reordered = new ReplaceEnum(
                new EnumType(GENRE, List.of("NOVEL", "POEM")),
                new EnumType(GENRE, List.of("POEM", "ESSAY", "NOVEL")),
                LabelOrder.WANTED);
        List<SchemaChange> changes = List.of(new AddEnumValue(GENRE, "ESSAY", Optional.of("NOVEL")), reordered);

        Step step =
                PlainPlanner.plan(changes, LIVE, Filled.TABLES).plan().steps().getLast();

        assertThat(step.title()).isEqualTo("Put the values of the enum Genre in the order POEM, ESSAY, NOVEL");
        assertThat(step.action().statements())
                .contains("CREATE TYPE \"public\".\"Genre_new\" AS ENUM ('POEM', 'ESSAY', 'NOVEL')");
        assertThat(step.rollback().statements())
                .contains("CREATE TYPE \"public\".\"Genre_new\" AS ENUM ('ESSAY', 'NOVEL', 'POEM')");
        assertThat(step.probe()).hasValueSatisfying(probe -> assertThat(probe).contains("ORDER BY enumsortorder"));
    }

    private static ReplaceEnum withoutPoem() {
        return new ReplaceEnum(
                new EnumType(GENRE, List.of("NOVEL", "POEM")), new EnumType(GENRE, List.of("NOVEL")), LabelOrder.LEFT);
    }

    private static PlannedMigration plan(LiveTables rows, SchemaChange... changes) {
        return PlainPlanner.plan(List.of(changes), LIVE, rows);
    }

    private static List<String> statements(PlannedMigration planned) {
        return planned.plan().steps().stream()
                .flatMap(
                        step -> step.action() instanceof Action.RunSql run ? run.statements().stream() : Stream.empty())
                .toList();
    }

    private enum Filled implements LiveTables {
        TABLES;

        @Override
        public boolean hasRows(ObjectName table) {
            return true;
        }

        @Override
        public boolean hasNulls(ObjectName table, String column) {
            return true;
        }

        @Override
        public boolean holdsAny(ObjectName table, String column, List<String> labels) {
            return true;
        }
    }
}
