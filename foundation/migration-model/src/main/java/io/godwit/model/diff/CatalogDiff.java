package io.godwit.model.diff;

import io.godwit.model.catalog.Catalog;
import io.godwit.model.catalog.Constraint;
import io.godwit.model.catalog.Constraint.ForeignKey;
import io.godwit.model.catalog.Constraint.PrimaryKey;
import io.godwit.model.catalog.Constraint.Unique;
import io.godwit.model.catalog.EnumType;
import io.godwit.model.catalog.Index;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.catalog.PostgresNames;
import io.godwit.model.catalog.Table;
import io.godwit.model.change.LabelOrder;
import io.godwit.model.change.SchemaChange;
import io.godwit.model.change.SchemaChange.AddConstraint;
import io.godwit.model.change.SchemaChange.CreateEnum;
import io.godwit.model.change.SchemaChange.CreateExtension;
import io.godwit.model.change.SchemaChange.CreateIndex;
import io.godwit.model.change.SchemaChange.CreateSchema;
import io.godwit.model.change.SchemaChange.CreateTable;
import io.godwit.model.change.SchemaChange.DropConstraint;
import io.godwit.model.change.SchemaChange.DropEnum;
import io.godwit.model.change.SchemaChange.DropIndex;
import io.godwit.model.change.SchemaChange.DropTable;
import io.godwit.model.change.SchemaChange.RenameConstraint;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// The changes that lead from one catalog to another. Objects are the same when their names are: a rename is a drop
/// and an addition here, and a question later.
public final class CatalogDiff {
    private static final String BEFORE = "_before";
    private static final int LONGEST_KEPT = 56;

    private final Catalog before;
    private final Catalog after;
    private final Set<ObjectName> ordered;
    private final List<SchemaChange> changes = new ArrayList<>();

    private CatalogDiff(Catalog before, Catalog after, Set<ObjectName> ordered) {
        this.before = before;
        this.after = after;
        this.ordered = ordered;
    }

    /// @return the changes in no particular order of execution; empty if the catalogs want the same. Schemas and
    /// extensions are only ever added: others may use them. The labels of enums keep their order.
    public static List<SchemaChange> between(Catalog before, Catalog after) {
        return between(before, after, Set.of());
    }

    /// The same where some of the enums are wanted with their labels in the order in which they have them.
    ///
    /// @param ordered those enums
    public static List<SchemaChange> between(Catalog before, Catalog after, Set<ObjectName> ordered) {
        return new CatalogDiff(before, after, ordered).changes();
    }

    private List<SchemaChange> changes() {
        after.schemas().stream()
                .filter(schema -> !before.schemas().contains(schema))
                .map(CreateSchema::new)
                .forEach(changes::add);
        after.extensions().stream()
                .filter(extension -> !before.extensions().contains(extension))
                .map(CreateExtension::new)
                .forEach(changes::add);
        enums();
        parentsFirst(after).forEach(this::addedOrChanged);
        before.tables().values().stream()
                .filter(table -> after.table(table.name()).isEmpty())
                .forEach(this::dropped);
        changes.addAll(ObjectDiff.between(before, after));
        return List.copyOf(changes);
    }

    /// What is different and cannot be planned, one sentence each.
    public static List<String> beyondReach(Catalog before, Catalog after) {
        return ObjectDiff.beyondReach(before, after);
    }

    private void enums() {
        after.enums()
                .values()
                .forEach(type -> before.enumType(type.name())
                        .ifPresentOrElse(
                                earlier -> changes.addAll(EnumDiff.between(earlier, type, orderOf(type))),
                                () -> changes.add(new CreateEnum(type))));
        before.enums().values().stream()
                .filter(type -> after.enumType(type.name()).isEmpty())
                .map(DropEnum::new)
                .forEach(changes::add);
    }

    private LabelOrder orderOf(EnumType type) {
        return ordered.contains(type.name()) ? LabelOrder.WANTED : LabelOrder.LEFT;
    }

    /// A default of an inherited column takes its values from a sequence of the parent.
    private static Collection<Table> parentsFirst(Catalog catalog) {
        Map<ObjectName, Table> ordered = new LinkedHashMap<>();
        catalog.tables().values().forEach(table -> withParents(table, catalog, ordered));
        return ordered.values();
    }

    private static void withParents(Table table, Catalog catalog, Map<ObjectName, Table> ordered) {
        if (!ordered.containsKey(table.name())) {
            table.lineage().parents().stream()
                    .flatMap(parent -> catalog.table(parent).stream())
                    .forEach(parent -> withParents(parent, catalog, ordered));
            ordered.put(table.name(), table);
        }
    }

    private void addedOrChanged(Table table) {
        before.table(table.name())
                .ifPresentOrElse(
                        earlier -> changes.addAll(new TableDiff(before, after, earlier, table).changes()),
                        () -> added(table));
    }

    private void added(Table table) {
        changes.add(new CreateTable(table.withIndexes(List.of())
                .withConstraints(table.constraints().stream()
                        .filter(constraint -> !(constraint instanceof ForeignKey))
                        .toList())));
        for (Index index : table.indexes()) {
            changes.add(new CreateIndex(table.name(), index));
        }
        foreignKeys(table).forEach(key -> changes.add(new AddConstraint(table.name(), key)));
    }

    private void dropped(Table table) {
        foreignKeys(table)
                .filter(key -> isDropped(key.referencedTable()))
                .forEach(key -> changes.add(new DropConstraint(table.name(), key)));
        table.constraints().stream()
                .filter(constraint -> constraint instanceof Unique && isNameTaken(table, constraint.name()))
                .forEach(constraint -> changes.add(new DropConstraint(table.name(), constraint)));
        for (Index index : table.indexes()) {
            if (isNameTaken(table, index.name())) {
                changes.add(new DropIndex(table.name(), index));
            }
        }
        table.primaryKey()
                .filter(key -> isNameTaken(table, key.name()))
                .ifPresent(key -> changes.add(new RenameConstraint(table.name(), key, outOfTheWay(key.name()))));
        changes.add(new DropTable(table));
    }

    /// Rows may refer to a table that is to be dropped as long as it is there, so it keeps its key, under another name.
    private static String outOfTheWay(String name) {
        return PostgresNames.stored(name.substring(0, Math.min(name.length(), LONGEST_KEPT)) + BEFORE);
    }

    /// Whether another table gets an index of that name, or a constraint that makes one: names of indexes are a
    /// schema's, not a table's.
    private boolean isNameTaken(Table table, String name) {
        return after.tables().values().stream()
                .filter(other -> other.name().schema().equals(table.name().schema()))
                .filter(other -> !other.name().equals(table.name()))
                .anyMatch(other -> other.index(name).isPresent()
                        || other.constraint(name)
                                .filter(constraint -> constraint instanceof Unique || constraint instanceof PrimaryKey)
                                .isPresent());
    }

    private boolean isDropped(ObjectName table) {
        return before.table(table).isPresent() && after.table(table).isEmpty();
    }

    private static Stream<ForeignKey> foreignKeys(Table table) {
        return table.constraints().stream()
                .filter(ForeignKey.class::isInstance)
                .map(ForeignKey.class::cast)
                .map(Constraint.ForeignKey.class::cast);
    }
}
