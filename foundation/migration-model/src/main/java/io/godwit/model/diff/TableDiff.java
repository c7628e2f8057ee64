package io.godwit.model.diff;

import io.godwit.model.catalog.Catalog;
import io.godwit.model.catalog.Column;
import io.godwit.model.catalog.Column.Generation;
import io.godwit.model.catalog.Constraint;
import io.godwit.model.catalog.Constraint.ForeignKey;
import io.godwit.model.catalog.DataType;
import io.godwit.model.catalog.Index;
import io.godwit.model.catalog.ObjectKind;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.catalog.Table;
import io.godwit.model.change.SchemaChange;
import io.godwit.model.change.SchemaChange.AddColumn;
import io.godwit.model.change.SchemaChange.AddConstraint;
import io.godwit.model.change.SchemaChange.ChangeColumnType;
import io.godwit.model.change.SchemaChange.ChangeDefault;
import io.godwit.model.change.SchemaChange.ChangeGeneration;
import io.godwit.model.change.SchemaChange.CreateIndex;
import io.godwit.model.change.SchemaChange.DropColumn;
import io.godwit.model.change.SchemaChange.DropConstraint;
import io.godwit.model.change.SchemaChange.DropIndex;
import io.godwit.model.change.SchemaChange.DropNotNull;
import io.godwit.model.change.SchemaChange.RenameConstraint;
import io.godwit.model.change.SchemaChange.RenameIndex;
import io.godwit.model.change.SchemaChange.SetNotNull;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The changes that lead from one form of a table to another.
final class TableDiff {
    private final Catalog beforeAll;
    private final Catalog afterAll;
    private final Table before;
    private final Table after;
    private final List<SchemaChange> changes = new ArrayList<>();

    TableDiff(Catalog beforeAll, Catalog afterAll, Table before, Table after) {
        this.beforeAll = beforeAll;
        this.afterAll = afterAll;
        this.before = before;
        this.after = after;
    }

    List<SchemaChange> changes() {
        columns();
        constraints();
        indexes();
        return changes;
    }

    private ObjectName name() {
        return after.name();
    }

    private void columns() {
        for (Column wanted : after.columns()) {
            if (inheritsAlike(wanted)) {
                continue;
            }
            before.column(wanted.name())
                    .ifPresentOrElse(
                            earlier -> column(earlier, wanted), () -> changes.add(new AddColumn(name(), wanted)));
        }
        before.columns().stream()
                .filter(column -> after.column(column.name()).isEmpty())
                .filter(column -> parents().noneMatch(parent -> dropsColumn(parent, column.name())))
                .sorted(Comparator.comparing(
                        (Column column) -> expression(column).isEmpty()))
                .forEach(column -> changes.add(new DropColumn(name(), column)));
    }

    /// Whether a table this one inherits from, before and after, brings the column to this form by itself.
    private boolean inheritsAlike(Column wanted) {
        return parents()
                .anyMatch(parent -> afterAll.table(parent)
                        .flatMap(found -> found.column(wanted.name()))
                        .filter(inherited -> inherited.type().equals(wanted.type())
                                && inherited.nullable() == wanted.nullable()
                                && (inherited.defaultExpression().equals(wanted.defaultExpression())
                                        || before.column(wanted.name())
                                                .filter(earlier -> earlier.defaultExpression()
                                                        .equals(wanted.defaultExpression()))
                                                .isPresent()))
                        .isPresent());
    }

    /// The parents the table has before and after.
    private Stream<ObjectName> parents() {
        return after.lineage().parents().stream().filter(before.lineage().parents()::contains);
    }

    private boolean dropsColumn(ObjectName table, String column) {
        return beforeAll.table(table).flatMap(found -> found.column(column)).isPresent()
                && afterAll.table(table).flatMap(found -> found.column(column)).isEmpty();
    }

    /// Foreign keys and checks reach partitions and children through their parents; keys are made one by one and
    /// attached.
    private boolean inherited(Constraint constraint, Catalog catalog) {
        return (constraint instanceof ForeignKey || constraint instanceof Constraint.Check)
                && parents()
                        .anyMatch(parent -> catalog.table(parent)
                                .flatMap(found -> found.constraint(constraint.name()))
                                .filter(constraint::equals)
                                .isPresent());
    }

    /// Whether the constraint or index of a partition goes with that of its parent.
    private boolean goesWithParent(String name) {
        String identity = name().sibling(name).sql();
        return beforeAll.objects().values().stream()
                .filter(object -> object.kind() == ObjectKind.INDEX_PARTITION)
                .filter(object -> !afterAll.objects().containsKey(object.key()))
                .anyMatch(object -> sameIdentity(object.identity().split(" of ")[0], identity));
    }

    private static boolean sameIdentity(String printed, String quoted) {
        return printed.replace("\"", "").equals(quoted.replace("\"", ""));
    }

    private void column(Column earlier, Column wanted) {
        if (isRemade(earlier, wanted)) {
            changes.add(new ChangeGeneration(name(), earlier, wanted));
            return;
        }
        if (!plain(earlier.generation()).equals(plain(wanted.generation()))) {
            if (!earlier.type().equals(wanted.type())) {
                changes.add(new ChangeColumnType(name(), earlier, wanted.type()));
            }
            changes.add(new ChangeGeneration(name(), earlier, wanted));
            return;
        }
        if (!earlier.type().equals(wanted.type())) {
            changes.add(new ChangeColumnType(name(), earlier, wanted.type()));
        }
        if (!earlier.defaultExpression().equals(wanted.defaultExpression())) {
            changes.add(
                    new ChangeDefault(name(), wanted.name(), earlier.defaultExpression(), wanted.defaultExpression()));
        }
        if (earlier.nullable() && !wanted.nullable()) {
            changes.add(new SetNotNull(name(), wanted));
        } else if (!earlier.nullable() && wanted.nullable()) {
            changes.add(new DropNotNull(name(), earlier));
        }
    }

    /// Whether the column has to be dropped and added again: its expression changes, or what it is computed from.
    private boolean isRemade(Column earlier, Column wanted) {
        Optional<String> expression = expression(wanted);
        return expression.isPresent()
                && (!expression.equals(expression(earlier))
                        || !earlier.generation().equals(wanted.generation())
                        || before.columns().stream()
                                .filter(column -> changesType(name(), column.name()))
                                .anyMatch(column -> expression.get().contains(column.name())));
    }

    private static Optional<String> expression(Column column) {
        return switch (column.generation()) {
            case Generation.Stored(String expression) -> Optional.of(expression);
            case Generation.Virtual(String expression) -> Optional.of(expression);
            case Generation.None _, Generation.Serial _, Generation.Identity _ -> Optional.empty();
        };
    }

    private boolean anyRemade(String text, List<String> columns) {
        return after.columns().stream()
                .filter(column -> before.column(column.name())
                        .filter(earlier -> isRemade(earlier, column))
                        .isPresent())
                .anyMatch(column -> columns.contains(column.name()) || text.contains(column.name()));
    }

    private static Generation plain(Generation generation) {
        return generation instanceof Generation.Serial ? new Generation.None() : generation;
    }

    /// What goes comes first: a constraint under a new name is not taken for the one that goes.
    private void constraints() {
        Map<String, Constraint> renamed = renamedConstraints();
        Set<String> staying = renamed.values().stream().map(Constraint::name).collect(Collectors.toSet());
        before.constraints().stream()
                .filter(constraint -> after.constraint(constraint.name()).isEmpty())
                .filter(constraint -> !staying.contains(constraint.name()))
                .filter(constraint -> !inherited(constraint, beforeAll) && !goesWithParent(constraint.name()))
                .forEach(constraint -> changes.add(new DropConstraint(name(), constraint)));
        for (Constraint wanted : after.constraints()) {
            if (inherited(wanted, afterAll)) {
                continue;
            }
            Constraint old = renamed.get(wanted.name());
            if (old != null) {
                changes.add(new RenameConstraint(name(), old, wanted.name()));
                continue;
            }
            Optional<Constraint> earlier = before.constraint(wanted.name());
            if (earlier.filter(wanted::equals).isPresent() && !mustBeRemade(wanted)) {
                continue;
            }
            earlier.ifPresent(constraint -> changes.add(new DropConstraint(name(), constraint)));
            changes.add(new AddConstraint(name(), wanted));
        }
    }

    /// Those that stay under another name, by the new one.
    private Map<String, Constraint> renamedConstraints() {
        Map<String, Constraint> renamed = new HashMap<>();
        Set<String> taken = new HashSet<>();
        for (Constraint wanted : after.constraints()) {
            boolean fresh = before.constraint(wanted.name()).isEmpty();
            if (fresh && !inherited(wanted, afterAll) && !mustBeRemade(wanted)) {
                goneButSame(wanted, taken).ifPresent(old -> {
                    taken.add(old.name());
                    renamed.put(wanted.name(), old);
                });
            }
        }
        return renamed;
    }

    private Optional<Constraint> goneButSame(Constraint wanted, Set<String> renamed) {
        return before.constraints().stream()
                .filter(constraint ->
                        after.constraint(constraint.name()).isEmpty() && !renamed.contains(constraint.name()))
                .filter(constraint -> !inherited(constraint, beforeAll) && !goesWithParent(constraint.name()))
                .filter(constraint -> SameStructure.of(constraint, wanted))
                .findFirst();
    }

    /// A foreign key stands in the way while the types at its ends change, unless they can refer to each
    /// other before and after, as integers of all sizes can: without it, what it does on deleting rows
    /// would not be done meanwhile.
    private boolean mustBeRemade(Constraint constraint) {
        return switch (constraint) {
            case ForeignKey key ->
                key.columns().stream().anyMatch(column -> changesFamily(name(), column))
                        || key.referencedColumns().stream()
                                .anyMatch(column -> changesFamily(key.referencedTable(), column))
                        || changesKey(key);
            case Constraint.PrimaryKey key -> anyRemade("", key.columns());
            case Constraint.Unique key -> anyRemade("", key.columns());
            case Constraint.Check check -> anyRemade(check.expression(), List.of());
            case Constraint.Other other -> anyRemade(other.definition(), List.of());
        };
    }

    /// Whether the key a foreign key refers to is dropped and made again. One that only gets another name stays.
    private boolean changesKey(ForeignKey key) {
        Optional<Table> earlier = beforeAll.table(key.referencedTable());
        Optional<Table> wanted = afterAll.table(key.referencedTable());
        return earlier.isPresent()
                && wanted.isPresent()
                && earlier.get().constraints().stream()
                        .filter(constraint -> keyColumns(constraint).equals(key.referencedColumns()))
                        .anyMatch(constraint -> wanted.get()
                                        .constraint(constraint.name())
                                        .filter(constraint::equals)
                                        .isEmpty()
                                && !isRenamed(constraint, earlier.get(), wanted.get()));
    }

    private boolean isRenamed(Constraint key, Table earlier, Table wanted) {
        return wanted.constraint(key.name()).isEmpty()
                && keyColumns(key).stream().noneMatch(column -> changesType(wanted.name(), column))
                && wanted.constraints().stream()
                        .anyMatch(other -> earlier.constraint(other.name()).isEmpty() && SameStructure.of(key, other));
    }

    private static List<String> keyColumns(Constraint constraint) {
        return switch (constraint) {
            case Constraint.PrimaryKey key -> key.columns();
            case Constraint.Unique key -> key.columns();
            case ForeignKey _, Constraint.Check _, Constraint.Other _ -> List.of();
        };
    }

    private boolean changesType(ObjectName table, String column) {
        return changesType(table, column, (_, _) -> true);
    }

    private boolean changesFamily(ObjectName table, String column) {
        return changesType(
                table, column, (earlier, wanted) -> !(isInteger(earlier.type()) && isInteger(wanted.type())));
    }

    private boolean changesType(ObjectName table, String column, BiPredicate<Column, Column> matters) {
        Optional<Column> earlier = beforeAll.table(table).flatMap(found -> found.column(column));
        Optional<Column> wanted = afterAll.table(table).flatMap(found -> found.column(column));
        return earlier.isPresent()
                && wanted.isPresent()
                && !earlier.get().type().equals(wanted.get().type())
                && matters.test(earlier.get(), wanted.get());
    }

    private static boolean isInteger(DataType type) {
        return Set.of("smallint", "integer", "bigint").contains(type.sql());
    }

    private void indexes() {
        Set<String> renamed = new HashSet<>();
        for (Index wanted : after.indexes()) {
            Optional<Index> earlier = before.index(wanted.name());
            if (earlier.filter(wanted::equals).isPresent() && !anyRemade(texts(wanted), wanted.columns())) {
                continue;
            }
            Optional<Index> sameUnderOtherName = earlier.isPresent() ? Optional.empty() : goneButSame(wanted, renamed);
            if (sameUnderOtherName.isPresent()) {
                String oldName = sameUnderOtherName.get().name();
                renamed.add(oldName);
                changes.add(new RenameIndex(name(), oldName, wanted.name()));
                continue;
            }
            earlier.ifPresent(index -> changes.add(new DropIndex(name(), index)));
            changes.add(new CreateIndex(name(), wanted));
        }
        before.indexes().stream()
                .filter(index -> after.index(index.name()).isEmpty() && !renamed.contains(index.name()))
                .filter(index -> !goesWithParent(index.name()))
                .forEach(index -> changes.add(new DropIndex(name(), index)));
    }

    private static String texts(Index index) {
        return index.keys().stream().flatMap(key -> key.expression().stream()).collect(Collectors.joining(" "))
                + index.included()
                + index.predicate().orElse("");
    }

    private Optional<Index> goneButSame(Index wanted, Set<String> renamed) {
        return before.indexes().stream()
                .filter(index -> after.index(index.name()).isEmpty() && !renamed.contains(index.name()))
                .filter(index -> SameStructure.of(index, wanted))
                .findFirst();
    }
}
