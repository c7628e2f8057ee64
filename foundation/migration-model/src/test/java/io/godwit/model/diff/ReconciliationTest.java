package io.godwit.model.diff;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.model.catalog.Catalog;
import io.godwit.model.catalog.Column;
import io.godwit.model.catalog.Constraint;
import io.godwit.model.catalog.EnumType;
import io.godwit.model.catalog.Index;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.catalog.Table;
import io.godwit.model.change.LabelOrder;
import io.godwit.model.change.SchemaChange;
import io.godwit.model.change.SchemaChange.AddColumn;
import io.godwit.model.change.SchemaChange.AddEnumValue;
import io.godwit.model.change.SchemaChange.CreateEnum;
import io.godwit.model.change.SchemaChange.CreateIndex;
import io.godwit.model.change.SchemaChange.CreateTable;
import io.godwit.model.change.SchemaChange.DropColumn;
import io.godwit.model.change.SchemaChange.DropConstraint;
import io.godwit.model.change.SchemaChange.DropIndex;
import io.godwit.model.change.SchemaChange.ReplaceEnum;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReconciliationTest {
    private static final ObjectName BOOK = ObjectName.inPublic("Book");
    private static final Column ID = Column.of("id", "integer", false);
    private static final Column TITLE = Column.of("title", "text", false);
    private static final Index BY_TITLE = Index.btree("Book_title_key", true, List.of("title"));

    @Test
    void a_column_that_exists_is_not_added_again() {
        Reconciled reconciled = Reconciliation.of(List.of(new AddColumn(BOOK, TITLE)), live(List.of(), List.of()));

        assertThat(reconciled.changes()).isEmpty();
        assertThat(reconciled.notes()).containsExactly("The database already has the column Book.title.");
    }

    @Test
    void a_column_that_is_gone_is_not_dropped() {
        Column gone = Column.of("subtitle", "text", true);

        assertThat(changes(new DropColumn(BOOK, gone), live(List.of(), List.of())))
                .isEmpty();
    }

    @Test
    void an_index_that_exists_under_another_name_is_not_built_again() {
        Index existing = Index.btree("book_by_title", true, List.of("title"));

        assertThat(changes(new CreateIndex(BOOK, BY_TITLE), live(List.of(existing), List.of())))
                .isEmpty();
    }

    @Test
    void an_invalid_index_does_not_count_as_there() {
        Index carcass =
                new Index("Book_title_key", true, "btree", BY_TITLE.keys(), List.of(), Optional.empty(), false, false);

        assertThat(changes(new CreateIndex(BOOK, BY_TITLE), live(List.of(carcass), List.of())))
                .hasSize(1);
    }

    @Test
    void an_index_is_dropped_under_the_name_it_really_has() {
        Index old = Index.btree("Book.title_unique", true, List.of("title"));

        assertThat(changes(new DropIndex(BOOK, BY_TITLE), live(List.of(old), List.of())))
                .containsExactly(new DropIndex(BOOK, old));
    }

    @Test
    void a_unique_index_of_the_models_may_be_a_constraint_of_the_database() {
        Constraint unique = new Constraint.Unique("book_title_uq", List.of("title"), false);

        assertThat(changes(new DropIndex(BOOK, BY_TITLE), live(List.of(), List.of(unique))))
                .containsExactly(new DropConstraint(BOOK, unique));
    }

    @Test
    void a_table_that_exists_gets_only_the_columns_it_lacks() {
        Column isbn = Column.of("isbn", "text", true);
        Table wanted = new Table(BOOK, List.of(ID, TITLE, isbn), List.of(), List.of());

        assertThat(changes(new CreateTable(wanted), live(List.of(), List.of())))
                .containsExactly(new AddColumn(BOOK, isbn));
    }

    @Test
    void an_enum_that_exists_gets_only_the_values_it_lacks() {
        ObjectName size = ObjectName.inPublic("Size");
        Catalog live = Catalog.of(Set.of(), Set.of(), List.of(), List.of(new EnumType(size, List.of("SMALL"))));

        assertThat(changes(new CreateEnum(new EnumType(size, List.of("SMALL", "LARGE"))), live))
                .containsExactly(new AddEnumValue(size, "LARGE", Optional.empty()));
    }

    @Test
    void values_are_put_in_order_unless_the_database_has_them_so_and_one_the_models_do_not_know_goes_last() {
        ObjectName size = ObjectName.inPublic("Size");
        EnumType after = new EnumType(size, List.of("LARGE", "SMALL"));
        SchemaChange reorder = new ReplaceEnum(new EnumType(size, List.of("SMALL", "LARGE")), after, LabelOrder.WANTED);
        EnumType found = new EnumType(size, List.of("SMALL", "HUGE", "LARGE"));

        assertThat(changes(reorder, live(found)))
                .containsExactly(new ReplaceEnum(
                        found, new EnumType(size, List.of("LARGE", "SMALL", "HUGE")), LabelOrder.WANTED));
        assertThat(changes(reorder, live(after))).isEmpty();
    }

    @Test
    void a_value_that_is_gone_already_replaces_no_enum_whatever_the_order_of_the_others() {
        ObjectName size = ObjectName.inPublic("Size");
        SchemaChange removal = new ReplaceEnum(
                new EnumType(size, List.of("SMALL", "LARGE", "HUGE")),
                new EnumType(size, List.of("HUGE", "SMALL")),
                LabelOrder.LEFT);

        assertThat(changes(removal, live(new EnumType(size, List.of("SMALL", "HUGE")))))
                .isEmpty();
    }

    private static Catalog live(EnumType type) {
        return Catalog.of(Set.of(), Set.of(), List.of(), List.of(type));
    }

    private static List<SchemaChange> changes(SchemaChange wanted, Catalog live) {
        return Reconciliation.of(List.of(wanted), live).changes();
    }

    private static Catalog live(List<Index> indexes, List<Constraint> constraints) {
        return Catalog.of(
                Set.of(), Set.of(), List.of(new Table(BOOK, List.of(ID, TITLE), constraints, indexes)), List.of());
    }
}
