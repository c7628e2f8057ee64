package io.godwit.model.planning;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.model.catalog.Catalog;
import io.godwit.model.catalog.Column;
import io.godwit.model.catalog.Constraint.Check;
import io.godwit.model.catalog.Constraint.ForeignKey;
import io.godwit.model.catalog.Constraint.Unique;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.catalog.ReferentialAction;
import io.godwit.model.catalog.Table;
import io.godwit.model.change.SchemaChange;
import io.godwit.model.change.SchemaChange.AddColumn;
import io.godwit.model.change.SchemaChange.AddConstraint;
import io.godwit.model.change.SchemaChange.CreateTable;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class KeyChecksTest {
    private static final ObjectName TREE = ObjectName.inPublic("Tree");
    private static final ObjectName WOOD = ObjectName.inPublic("Wood");
    private static final Column ID = Column.of("id", "integer", false);
    private static final Table LIVE_TREE =
            new Table(TREE, List.of(ID, Column.of("woodId", "integer", true)), List.of(), List.of());
    private static final Catalog LIVE = Catalog.of(Set.of(), Set.of(), List.of(LIVE_TREE), List.of());
    private static final Check TALL = new Check("tall", "((height > 0))", true);
    private static final ForeignKey INTO_NEW = new ForeignKey(
            "Tree_woodId_fkey",
            List.of("woodId"),
            WOOD,
            List.of("id"),
            ReferentialAction.NO_ACTION,
            ReferentialAction.NO_ACTION,
            Optional.empty(),
            true);

    @Test
    void a_check_that_rows_break_is_asked_about_and_left_out() {
        PlannedMigration planned = plan(RowsSay.NO, new AddConstraint(TREE, TALL));

        assertThat(planned.plan().steps()).isEmpty();
        assertThat(planned.questions()).extracting(OpenQuestion::id).containsExactly("check:Tree.tall");
    }

    @Test
    void a_check_nobody_can_try_before_is_decided_by_the_rows() {
        assertThat(plan(RowsSay.PERHAPS, new AddConstraint(TREE, TALL)).rowsDecide())
                .hasSize(1);
        assertThat(plan(RowsSay.YES, new AddConstraint(TREE, TALL)).rowsDecide())
                .isEmpty();
    }

    @Test
    void rows_cannot_refer_to_a_table_that_comes_empty() {
        CreateTable wood = new CreateTable(new Table(WOOD, List.of(ID), List.of(), List.of()));

        assertThat(plan(RowsSay.NO, wood, new AddConstraint(TREE, INTO_NEW)).questions())
                .extracting(OpenQuestion::id)
                .containsExactly("orphans:Tree.Tree_woodId_fkey");
        assertThat(plan(RowsSay.YES, wood, new AddConstraint(TREE, INTO_NEW))
                        .plan()
                        .steps())
                .hasSize(2);
    }

    @Test
    void what_is_null_in_every_row_refers_to_nothing_and_is_no_duplicate() {
        AddColumn code = new AddColumn(TREE, Column.of("code", "text", true));
        AddConstraint unique = new AddConstraint(TREE, new Unique("Tree_code_key", List.of("code"), false));

        PlannedMigration planned = PlainPlanner.plan(List.<SchemaChange>of(code, unique), LIVE, LiveTables.unknown());

        assertThat(planned.questions()).isEmpty();
        assertThat(planned.rowsDecide()).isEmpty();
    }

    private static PlannedMigration plan(RowsSay said, SchemaChange... changes) {
        return PlainPlanner.plan(List.of(changes), LIVE, new FilledTables(said));
    }
}
