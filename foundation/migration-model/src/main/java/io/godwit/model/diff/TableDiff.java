package io.godwit.model.diff;

import io.godwit.model.catalog.Catalog;
import io.godwit.model.catalog.Column;
import io.godwit.model.catalog.Constraint;
import io.godwit.model.catalog.Constraint.ForeignKey;
import io.godwit.model.catalog.Index;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.catalog.Table;
import io.godwit.model.change.SchemaChange;
import io.godwit.model.change.SchemaChange.AddColumn;
import io.godwit.model.change.SchemaChange.AddConstraint;
import io.godwit.model.change.SchemaChange.ChangeColumnType;
import io.godwit.model.change.SchemaChange.ChangeDefault;
import io.godwit.model.change.SchemaChange.CreateIndex;
import io.godwit.model.change.SchemaChange.DropColumn;
import io.godwit.model.change.SchemaChange.DropConstraint;
import io.godwit.model.change.SchemaChange.DropIndex;
import io.godwit.model.change.SchemaChange.DropNotNull;
import io.godwit.model.change.SchemaChange.RenameConstraint;
import io.godwit.model.change.SchemaChange.RenameIndex;
import io.godwit.model.change.SchemaChange.SetNotNull;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

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
            before.column(wanted.name())
                    .ifPresentOrElse(
                            earlier -> column(earlier, wanted), () -> changes.add(new AddColumn(name(), wanted)));
        }
        before.columns().stream()
                .filter(column -> after.column(column.name()).isEmpty())
                .forEach(column -> changes.add(new DropColumn(name(), column)));
    }

    private void column(Column earlier, Column wanted) {
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

    private void constraints() {
        Set<String> renamed = new HashSet<>();
        for (Constraint wanted : after.constraints()) {
            Optional<Constraint> earlier = before.constraint(wanted.name());
            if (earlier.filter(wanted::equals).isPresent() && !mustBeRemade(wanted)) {
                continue;
            }
            Optional<Constraint> sameUnderOtherName =
                    earlier.isPresent() || mustBeRemade(wanted) ? Optional.empty() : goneButSame(wanted, renamed);
            if (sameUnderOtherName.isPresent()) {
                renamed.add(sameUnderOtherName.get().name());
                changes.add(new RenameConstraint(name(), sameUnderOtherName.get(), wanted.name()));
                continue;
            }
            earlier.ifPresent(constraint -> changes.add(new DropConstraint(name(), constraint)));
            changes.add(new AddConstraint(name(), wanted));
        }
        before.constraints().stream()
                .filter(constraint ->
                        after.constraint(constraint.name()).isEmpty() && !renamed.contains(constraint.name()))
                .forEach(constraint -> changes.add(new DropConstraint(name(), constraint)));
    }

    private Optional<Constraint> goneButSame(Constraint wanted, Set<String> renamed) {
        return before.constraints().stream()
                .filter(constraint ->
                        after.constraint(constraint.name()).isEmpty() && !renamed.contains(constraint.name()))
                .filter(constraint -> SameStructure.of(constraint, wanted))
                .findFirst();
    }

    /// A foreign key stands in the way while the types at its ends change.
    private boolean mustBeRemade(Constraint constraint) {
        return constraint instanceof ForeignKey key
                && (key.columns().stream().anyMatch(column -> changesType(name(), column))
                        || key.referencedColumns().stream()
                                .anyMatch(column -> changesType(key.referencedTable(), column)));
    }

    private boolean changesType(ObjectName table, String column) {
        Optional<Column> earlier = beforeAll.table(table).flatMap(found -> found.column(column));
        Optional<Column> wanted = afterAll.table(table).flatMap(found -> found.column(column));
        return earlier.isPresent()
                && wanted.isPresent()
                && !earlier.get().type().equals(wanted.get().type());
    }

    private void indexes() {
        Set<String> renamed = new HashSet<>();
        for (Index wanted : after.indexes()) {
            Optional<Index> earlier = before.index(wanted.name());
            if (earlier.filter(wanted::equals).isPresent()) {
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
                .forEach(index -> changes.add(new DropIndex(name(), index)));
    }

    private Optional<Index> goneButSame(Index wanted, Set<String> renamed) {
        return before.indexes().stream()
                .filter(index -> after.index(index.name()).isEmpty() && !renamed.contains(index.name()))
                .filter(index -> SameStructure.of(index, wanted))
                .findFirst();
    }
}
