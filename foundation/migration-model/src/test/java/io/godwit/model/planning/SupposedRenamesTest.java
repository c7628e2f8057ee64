package io.godwit.model.planning;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.model.catalog.Catalog;
import io.godwit.model.catalog.Column;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.catalog.Table;
import io.godwit.model.change.SchemaChange;
import io.godwit.model.change.SchemaChange.AddColumn;
import io.godwit.model.change.SchemaChange.DropColumn;
import io.godwit.model.change.SchemaChange.DropNotNull;
import io.godwit.model.change.SchemaChange.DropTable;
import io.godwit.model.diff.Rename;
import io.godwit.model.diff.RenameCandidate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SupposedRenamesTest {
    private static final ObjectName TREE = ObjectName.inPublic("Tree");
    private static final ObjectName PLANT = ObjectName.inPublic("Plant");
    private static final Column OLD = Column.of("fullName", "text", false);
    private static final Column NEW = Column.of("name", "text", false);
    private static final Table TABLE =
            new Table(TREE, List.of(Column.of("id", "integer", false), OLD), List.of(), List.of());
    private static final Catalog LIVE = Catalog.of(Set.of(), Set.of(), List.of(TABLE), List.of());
    private static final DropColumn DROP = new DropColumn(TREE, OLD);
    private static final List<SchemaChange> COLUMN = List.of(new AddColumn(TREE, NEW), DROP);
    private static final List<RenameCandidate> CANDIDATES = List.of(
            new RenameCandidate(new Rename.OfColumn(TREE, "fullName", "name"), 9, List.of("the same type")),
            new RenameCandidate(new Rename.OfTable(TREE, PLANT), 9, List.of("the same columns")));

    @Test
    void where_nobody_has_looked_into_the_rows_the_removal_looks_itself() {
        SupposedRenames supposed = SupposedRenames.in(COLUMN, CANDIDATES, LIVE, LiveTables.unknown());

        assertThat(supposed.changes().changes()).isEqualTo(COLUMN);
        assertThat(supposed.changes().guards())
                .extractingByKey(DROP)
                .extracting(decision -> decision.guard().orElseThrow().query())
                .isEqualTo("SELECT EXISTS (SELECT 1 FROM \"public\".\"Tree\" WHERE \"fullName\" IS NOT NULL"
                        + " AND \"fullName\"::text IS DISTINCT FROM (\"name\")::text)");
        assertThat(supposed.asked()).containsExactly(CANDIDATES.getFirst());
    }

    @Test
    void what_is_known_to_be_empty_goes_without_a_question() {
        SupposedRenames column = SupposedRenames.in(COLUMN, CANDIDATES, LIVE, LiveTables.empty());
        SupposedRenames table = SupposedRenames.in(List.of(new DropTable(TABLE)), CANDIDATES, LIVE, LiveTables.empty());

        assertThat(column.changes()).isEqualTo(GuardedChanges.unguarded(COLUMN));
        assertThat(table.changes()).isEqualTo(GuardedChanges.unguarded(List.of(new DropTable(TABLE))));
        assertThat(column.asked()).isEmpty();
        assertThat(table.notes()).singleElement().asString().contains("Tree has no rows");
    }

    @Test
    void where_rows_hold_something_the_old_stays_and_does_not_refuse_new_rows() {
        LiveTables filled = new FilledTables(RowsSay.PERHAPS);

        assertThat(SupposedRenames.in(COLUMN, CANDIDATES, LIVE, filled)
                        .changes()
                        .changes())
                .containsExactly(COLUMN.getFirst(), new DropNotNull(TREE, OLD));
        assertThat(SupposedRenames.in(List.of(new DropTable(TABLE)), CANDIDATES, LIVE, filled)
                        .changes()
                        .changes())
                .isEmpty();
    }
}
