package io.godwit.model.diff;

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
import io.godwit.model.change.SchemaChange.AddConstraint;
import io.godwit.model.change.SchemaChange.AddEnumValue;
import io.godwit.model.change.SchemaChange.ChangeColumnType;
import io.godwit.model.change.SchemaChange.CreateIndex;
import io.godwit.model.change.SchemaChange.CreateTable;
import io.godwit.model.change.SchemaChange.DropColumn;
import io.godwit.model.change.SchemaChange.DropConstraint;
import io.godwit.model.change.SchemaChange.RenameIndex;
import io.godwit.model.change.SchemaChange.ReplaceEnum;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CatalogDiffTest {
    private static final ObjectName BOOK = ObjectName.inPublic("Book");
    private static final ObjectName AUTHOR = ObjectName.inPublic("Author");
    private static final Column ID = Column.of("id", "integer", false);
    private static final Column TITLE = Column.of("title", "text", false);

    @Test
    void equal_catalogs_need_no_change() {
        Catalog catalog = catalog(table(BOOK, List.of(ID)));

        assertThat(CatalogDiff.between(catalog, catalog)).isEmpty();
    }

    @Test
    void a_new_table_comes_with_its_key_and_leaves_indexes_and_foreign_keys_to_changes_of_their_own() {
        Constraint key = new Constraint.PrimaryKey("Book_pkey", List.of("id"));
        Constraint reference = reference();
        Index index = Index.btree("Book_title_idx", false, List.of("title"));
        Table book = new Table(BOOK, List.of(ID, TITLE), List.of(reference, key), List.of(index));

        assertThat(CatalogDiff.between(Catalog.empty(), catalog(book)))
                .containsExactly(
                        new CreateTable(new Table(BOOK, List.of(ID, TITLE), List.of(key), List.of())),
                        new CreateIndex(BOOK, index),
                        new AddConstraint(BOOK, reference));
    }

    @Test
    void a_key_gives_way_where_a_new_table_takes_its_name() {
        Constraint unique = new Constraint.Unique("one_title", List.of("title"), false);
        Table book = new Table(BOOK, List.of(ID, TITLE), List.of(unique), List.of());
        Table author = new Table(AUTHOR, List.of(ID, TITLE), List.of(unique), List.of());

        assertThat(CatalogDiff.between(catalog(book), catalog(author)))
                .containsExactly(
                        new CreateTable(author), new DropConstraint(BOOK, unique), new SchemaChange.DropTable(book));
    }

    @Test
    void a_renamed_column_is_a_drop_and_an_addition() {
        Column name = Column.of("name", "text", false);

        assertThat(between(table(BOOK, List.of(ID, TITLE)), table(BOOK, List.of(ID, name))))
                .containsExactly(new AddColumn(BOOK, name), new DropColumn(BOOK, TITLE));
    }

    @Test
    void an_index_with_the_same_definition_under_another_name_is_renamed() {
        Table before =
                new Table(BOOK, List.of(ID), List.of(), List.of(Index.btree("Book.id_unique", true, List.of("id"))));
        Table after = new Table(BOOK, List.of(ID), List.of(), List.of(Index.btree("Book_id_key", true, List.of("id"))));

        assertThat(between(before, after)).containsExactly(new RenameIndex(BOOK, "Book.id_unique", "Book_id_key"));
    }

    @Test
    void a_foreign_key_is_remade_when_the_type_at_its_end_changes() {
        Column text = Column.of("id", "text", false);
        Table book = new Table(BOOK, List.of(ID), List.of(reference()), List.of());

        assertThat(CatalogDiff.between(
                        catalog(book, table(AUTHOR, List.of(ID))), catalog(book, table(AUTHOR, List.of(text)))))
                .containsExactly(
                        new ChangeColumnType(AUTHOR, ID, new DataType("text")),
                        new DropConstraint(BOOK, reference()),
                        new AddConstraint(BOOK, reference()));
    }

    @Test
    void a_foreign_key_between_integers_stays_while_one_of_them_becomes_wider() {
        Column wide = Column.of("id", "bigint", false);
        Table book = new Table(BOOK, List.of(ID), List.of(reference()), List.of());

        assertThat(CatalogDiff.between(
                        catalog(book, table(AUTHOR, List.of(ID))), catalog(book, table(AUTHOR, List.of(wide)))))
                .containsExactly(new ChangeColumnType(AUTHOR, ID, new DataType("bigint")));
    }

    @Test
    void a_new_enum_value_is_added_where_the_models_have_it() {
        assertThat(betweenLabels(List.of("SMALL", "LARGE"), List.of("SMALL", "MEDIUM", "LARGE", "HUGE")))
                .containsExactly(
                        new AddEnumValue(size(), "MEDIUM", Optional.of("LARGE")),
                        new AddEnumValue(size(), "HUGE", Optional.empty()));
    }

    @Test
    void an_enum_that_loses_a_value_is_replaced() {
        assertThat(betweenLabels(List.of("SMALL", "LARGE"), List.of("SMALL")))
                .containsExactly(new ReplaceEnum(
                        new EnumType(size(), List.of("SMALL", "LARGE")),
                        new EnumType(size(), List.of("SMALL")),
                        LabelOrder.LEFT));
    }

    @Test
    void another_order_of_values_replaces_the_enum_only_for_those_who_want_an_order() {
        List<String> before = List.of("SMALL", "LARGE");
        List<String> after = List.of("LARGE", "HUGE", "SMALL");

        assertThat(betweenLabels(before, after)).hasOnlyElementsOfType(AddEnumValue.class);
        assertThat(CatalogDiff.between(labels(before), labels(after), Set.of(size())))
                .containsExactly(
                        new AddEnumValue(size(), "HUGE", Optional.of("SMALL")),
                        new ReplaceEnum(new EnumType(size(), before), new EnumType(size(), after), LabelOrder.WANTED));
    }

    @Test
    void new_values_that_stand_side_by_side_find_their_places_without_a_replacement() {
        List<String> after = List.of("TINY", "SMALL", "A", "B", "LARGE", "C", "D");
        EnumType reached = new EnumType(size(), List.of("SMALL", "LARGE"));
        List<SchemaChange> changes = CatalogDiff.between(labels(reached.labels()), labels(after), Set.of(size()));

        for (SchemaChange change : changes) {
            AddEnumValue add = (AddEnumValue) change;
            reached = reached.with(add.label(), add.before());
        }

        assertThat(reached.labels()).isEqualTo(after);
    }

    private static ObjectName size() {
        return ObjectName.inPublic("Size");
    }

    private static List<SchemaChange> betweenLabels(List<String> before, List<String> after) {
        return CatalogDiff.between(labels(before), labels(after));
    }

    private static Catalog labels(List<String> labels) {
        return Catalog.of(Set.of(), Set.of(), List.of(), List.of(new EnumType(size(), labels)));
    }

    private static Constraint reference() {
        return new Constraint.ForeignKey(
                "Book_id_fkey",
                List.of("id"),
                AUTHOR,
                List.of("id"),
                ReferentialAction.CASCADE,
                ReferentialAction.CASCADE,
                Optional.empty(),
                true);
    }

    private static List<SchemaChange> between(Table before, Table after) {
        return CatalogDiff.between(catalog(before), catalog(after));
    }

    private static Catalog catalog(Table... tables) {
        return Catalog.of(Set.of(), Set.of(), List.of(tables), List.of());
    }

    private static Table table(ObjectName name, List<Column> columns) {
        return new Table(name, columns, List.of(), List.of());
    }
}
