package io.godwit.model.planning;

import io.godwit.model.catalog.Catalog;
import io.godwit.model.catalog.Column;
import io.godwit.model.catalog.Constraint;
import io.godwit.model.catalog.DataType;
import io.godwit.model.catalog.EnumType;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.catalog.Table;
import io.godwit.model.change.SchemaChange;
import io.godwit.model.change.SchemaChange.AddColumn;
import io.godwit.model.change.SchemaChange.AddConstraint;
import io.godwit.model.change.SchemaChange.AddEnumValue;
import io.godwit.model.change.SchemaChange.ChangeColumnType;
import io.godwit.model.change.SchemaChange.ChangeDefault;
import io.godwit.model.change.SchemaChange.CreateEnum;
import io.godwit.model.change.SchemaChange.CreateIndex;
import io.godwit.model.change.SchemaChange.CreateTable;
import io.godwit.model.change.SchemaChange.DropColumn;
import io.godwit.model.change.SchemaChange.DropConstraint;
import io.godwit.model.change.SchemaChange.DropIndex;
import io.godwit.model.change.SchemaChange.DropTable;
import io.godwit.model.change.SchemaChange.RenameConstraint;
import io.godwit.model.change.SchemaChange.ReplaceEnum;
import io.godwit.model.change.SchemaChange.SetNotNull;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// All changes of a plan, for those that depend on each other. They are asked about for each step, so each question is
/// answered from an index.
final class WantedChanges {
    private final GuardedChanges guarded;
    private final Map<Class<?>, List<SchemaChange>> byKind = new HashMap<>();
    private final Map<OfTable, List<SchemaChange>> byTable = new HashMap<>();
    private final Set<ObjectName> newIndexes;

    WantedChanges(GuardedChanges guarded) {
        this.guarded = guarded;
        for (SchemaChange change : guarded.changes()) {
            byKind.computeIfAbsent(change.getClass(), _ -> new ArrayList<>()).add(change);
            table(change)
                    .ifPresent(table -> byTable.computeIfAbsent(
                                    new OfTable(change.getClass(), table), _ -> new ArrayList<>())
                            .add(change));
        }
        newIndexes = of(CreateIndex.class)
                .map(create -> create.table().sibling(create.index().name()))
                .collect(Collectors.toSet());
    }

    private record OfTable(Class<?> kind, ObjectName table) {}

    private static Optional<ObjectName> table(SchemaChange change) {
        return switch (change) {
            case AddColumn add -> Optional.of(add.table());
            case DropColumn drop -> Optional.of(drop.table());
            case ChangeColumnType type -> Optional.of(type.table());
            case ChangeDefault value -> Optional.of(value.table());
            case SetNotNull required -> Optional.of(required.table());
            case CreateIndex create -> Optional.of(create.table());
            case DropIndex drop -> Optional.of(drop.table());
            case AddConstraint add -> Optional.of(add.table());
            case DropConstraint drop -> Optional.of(drop.table());
            case DropTable drop -> Optional.of(drop.table().name());
            case SchemaChange _ -> Optional.empty();
        };
    }

    List<SchemaChange> all() {
        return guarded.changes();
    }

    /// What rows decide about a removal.
    Optional<RowsDecide> guard(SchemaChange removal) {
        return Optional.ofNullable(guarded.guards().get(removal));
    }

    /// Whether a column of the type may stay, though its removal is wanted.
    boolean mayKeepColumnOf(ObjectName type) {
        DataType bare = DataType.of(type);
        return guarded.guards().keySet().stream()
                .flatMap(removal -> switch (removal) {
                    case DropColumn drop -> Stream.of(drop.column());
                    case DropTable drop -> drop.table().columns().stream();
                    case SchemaChange _ -> Stream.<Column>empty();
                })
                .anyMatch(column -> column.type().equals(bare) || column.type().equals(bare.array()));
    }

    /// Whether anything of a table itself changes.
    ///
    /// @param identity of the table
    boolean changesTable(String identity) {
        return all().stream().anyMatch(change -> switch (change) {
            case AddColumn add -> add.table().identity().equals(identity);
            case DropColumn drop -> drop.table().identity().equals(identity);
            case ChangeColumnType type -> type.table().identity().equals(identity);
            case ChangeDefault value -> value.table().identity().equals(identity);
            case SchemaChange.SetNotNull required -> required.table().identity().equals(identity);
            case SchemaChange.DropNotNull optional ->
                optional.table().identity().equals(identity);
            case CreateIndex create -> create.table().identity().equals(identity);
            case DropIndex drop -> drop.table().identity().equals(identity);
            case AddConstraint add -> add.table().identity().equals(identity);
            case DropConstraint drop -> drop.table().identity().equals(identity);
            case SchemaChange _ -> false;
        });
    }

    boolean dropsTable(ObjectName table) {
        return on(DropTable.class, table).findAny().isPresent();
    }

    boolean dropsColumn(ObjectName table, String column) {
        return on(DropColumn.class, table).anyMatch(drop -> drop.column().name().equals(column));
    }

    boolean dropsAnyColumn(ObjectName table, List<String> columns) {
        return columns.stream().anyMatch(column -> dropsColumn(table, column));
    }

    boolean changesTypeOfAny(ObjectName table, List<String> columns) {
        return on(ChangeColumnType.class, table)
                .anyMatch(change -> columns.contains(change.before().name()));
    }

    Optional<ChangeColumnType> typeChange(ObjectName table, String column) {
        return on(ChangeColumnType.class, table)
                .filter(change -> change.before().name().equals(column))
                .findFirst();
    }

    Optional<SetNotNull> required(ObjectName table, String column) {
        return on(SetNotNull.class, table)
                .filter(change -> change.column().name().equals(column))
                .findFirst();
    }

    Optional<ChangeDefault> defaultChange(ObjectName table, String column) {
        return on(ChangeDefault.class, table)
                .filter(change -> change.column().equals(column))
                .findFirst();
    }

    boolean createsIndexNamed(ObjectName name) {
        return newIndexes.contains(name);
    }

    boolean addsConstraintNamed(ObjectName table, String name) {
        return on(AddConstraint.class, table)
                .anyMatch(add -> add.constraint().name().equals(name));
    }

    Optional<Constraint.PrimaryKey> newPrimaryKey(ObjectName table) {
        return on(AddConstraint.class, table)
                .map(AddConstraint::constraint)
                .filter(Constraint.PrimaryKey.class::isInstance)
                .map(Constraint.PrimaryKey.class::cast)
                .findFirst();
    }

    /// Whether a key a foreign key may refer to is added to a table.
    boolean addsKeyOver(ObjectName table, List<String> columns) {
        return on(AddConstraint.class, table).anyMatch(add -> switch (add.constraint()) {
                    case Constraint.PrimaryKey key -> sameColumns(key.columns(), columns);
                    case Constraint.Unique key -> sameColumns(key.columns(), columns);
                    case Constraint.ForeignKey _, Constraint.Check _, Constraint.Other _ -> false;
                })
                || on(CreateIndex.class, table)
                        .anyMatch(create -> create.index().unique()
                                && sameColumns(create.index().columns(), columns));
    }

    boolean dropsConstraint(ObjectName table, Constraint constraint) {
        return on(DropConstraint.class, table)
                .anyMatch(drop -> drop.constraint().name().equals(constraint.name()));
    }

    /// A table as it is when its turn comes to be dropped: other steps have dropped constraints and indexes of it
    /// before,
    /// or given them other names.
    Table leftOf(Table table) {
        return table.withConstraints(table.constraints().stream()
                        .filter(constraint -> !dropsConstraint(table.name(), constraint))
                        .map(constraint -> renamed(table.name(), constraint))
                        .toList())
                .withIndexes(table.indexes().stream()
                        .filter(index -> on(DropIndex.class, table.name())
                                .noneMatch(drop -> drop.index().name().equals(index.name())))
                        .toList());
    }

    private Constraint renamed(ObjectName table, Constraint constraint) {
        return of(RenameConstraint.class)
                .filter(rename ->
                        rename.table().equals(table) && rename.before().name().equals(constraint.name()))
                .findFirst()
                .map(rename -> constraint.named(rename.after()))
                .orElse(constraint);
    }

    /// Whether the key a foreign key refers to goes, on which the foreign key depends.
    boolean dropsKeyReferredToBy(Constraint.ForeignKey foreignKey) {
        ObjectName table = foreignKey.referencedTable();
        List<String> columns = foreignKey.referencedColumns();
        return on(DropConstraint.class, table).anyMatch(drop -> switch (drop.constraint()) {
                    case Constraint.PrimaryKey key -> sameColumns(key.columns(), columns);
                    case Constraint.Unique key -> sameColumns(key.columns(), columns);
                    case Constraint.ForeignKey _, Constraint.Check _, Constraint.Other _ -> false;
                })
                || on(DropIndex.class, table)
                        .anyMatch(drop -> drop.index().unique()
                                && sameColumns(drop.index().columns(), columns));
    }

    private static boolean sameColumns(List<String> one, List<String> other) {
        return Set.copyOf(one).equals(Set.copyOf(other));
    }

    /// Columns that are added to a table, or come with a new one.
    Stream<AddColumn> newColumns() {
        return Stream.concat(
                of(AddColumn.class),
                of(CreateTable.class)
                        .flatMap(create -> create.table().columns().stream()
                                .map(column -> new AddColumn(create.table().name(), column))));
    }

    /// The labels an enum has after the plan; empty for a type that is none.
    Optional<List<String>> labels(DataType type, Catalog live) {
        Stream<EnumType> created = of(CreateEnum.class).map(CreateEnum::type);
        Stream<EnumType> replaced = of(ReplaceEnum.class).map(ReplaceEnum::after);
        return Stream.of(created, replaced, live.enums().values().stream())
                .flatMap(types -> types)
                .filter(candidate -> DataType.of(candidate.name()).equals(type))
                .findFirst()
                .map(found -> Stream.concat(
                                found.labels().stream(),
                                of(AddEnumValue.class)
                                        .filter(add -> add.type().equals(found.name()))
                                        .map(AddEnumValue::label))
                        .distinct()
                        .toList());
    }

    <T extends SchemaChange> Stream<T> of(Class<T> kind) {
        return byKind.getOrDefault(kind, List.of()).stream().map(kind::cast);
    }

    private <T extends SchemaChange> Stream<T> on(Class<T> kind, ObjectName table) {
        return byTable.getOrDefault(new OfTable(kind, table), List.of()).stream()
                .map(kind::cast);
    }
}
