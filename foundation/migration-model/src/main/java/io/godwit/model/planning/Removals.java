package io.godwit.model.planning;

import io.godwit.model.catalog.Catalog;
import io.godwit.model.catalog.Column;
import io.godwit.model.catalog.Constraint;
import io.godwit.model.catalog.Constraint.ForeignKey;
import io.godwit.model.catalog.EnumType;
import io.godwit.model.catalog.Index;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.catalog.Table;
import io.godwit.model.change.SchemaChange.DropColumn;
import io.godwit.model.change.SchemaChange.DropEnum;
import io.godwit.model.change.SchemaChange.DropTable;
import io.godwit.model.plan.Action;
import io.godwit.model.plan.Rollback;
import java.util.List;
import java.util.Optional;

/// Plans what goes away. Whatever the old code still needs goes in the CONTRACT phase; what stands in the way of the
/// new goes first.
final class Removals {
    private final Catalog live;
    private final WantedChanges wanted;
    private final MergedColumns merged;
    private final Drafts drafts;

    Removals(Catalog live, WantedChanges wanted, MergedColumns merged, Drafts drafts) {
        this.live = live;
        this.wanted = wanted;
        this.merged = merged;
        this.drafts = drafts;
    }

    void table(int number, DropTable drop) {
        Table table = drop.table();
        drafts.add(Draft.sql(
                        Rank.DROP_TABLE,
                        number,
                        "Drop the table " + table.name(),
                        "DROP TABLE " + table.name().sql(),
                        Rollback.lossy(
                                "the rows of " + table.name() + " are gone",
                                Sql.createWhole(wanted.leftOf(table)).toArray(String[]::new)),
                        Probes.not(Probes.tableExists(table.name())))
                .decidedByRows(wanted.guard(drop)));
    }

    /// A required column without a default would refuse the rows of new code, which no longer writes it: it
    /// may be empty from the start.
    void column(int number, DropColumn drop) {
        ObjectName table = drop.table();
        Column column = drop.column();
        boolean relaxed = !column.nullable()
                && column.defaultExpression().isEmpty()
                && column.generation() instanceof Column.Generation.None
                && !staysInPrimaryKey(table, column);
        if (relaxed) {
            drafts.add(ColumnChanges.relaxed(number, table, column, live));
        }
        Column without = relaxed ? column.withNullable(true) : column;
        drafts.add(Draft.sql(
                        standsInTheWay(table, column) ? Rank.DROP_COMPUTED_COLUMN : Rank.DROP_COLUMN,
                        number,
                        "Drop the column " + column.name() + " of " + table,
                        Sql.dropColumn(table, column.name()),
                        merged.undoDrop(table, column.name(), Sql.addColumn(table, without))
                                .orElseGet(() -> bringBack(table, column, live)),
                        Probes.not(Probes.columnExists(table, column.name())))
                .decidedByRows(wanted.guard(drop)));
    }

    /// PostgreSQL changes no type of a column that a computed one uses.
    private boolean standsInTheWay(ObjectName table, Column column) {
        String expression = switch (column.generation()) {
            case Column.Generation.Stored(String text) -> text;
            case Column.Generation.Virtual(String text) -> text;
            case Column.Generation.None _, Column.Generation.Serial _, Column.Generation.Identity _ -> "";
        };
        return live.table(table).stream()
                .flatMap(found -> found.columns().stream())
                .filter(used -> expression.contains(used.name()))
                .anyMatch(used -> wanted.typeChange(table, used.name()).isPresent());
    }

    private boolean staysInPrimaryKey(ObjectName table, Column column) {
        return live.table(table)
                .flatMap(Table::primaryKey)
                .filter(key -> key.columns().contains(column.name()))
                .filter(key -> !wanted.dropsConstraint(table, key) || newPrimaryKeyWaits(table))
                .isPresent();
    }

    private boolean newPrimaryKeyWaits(ObjectName table) {
        return wanted.newPrimaryKey(table)
                .filter(key -> drafts.isValueless(table, key.columns()))
                .isPresent();
    }

    static Rollback bringBack(ObjectName table, Column column, Catalog catalog) {
        String gone = "the values of " + table + "." + column.name() + " are gone";
        boolean fillsItself = column.nullable()
                || column.defaultExpression().isPresent()
                || !(column.generation() instanceof Column.Generation.None);
        Optional<String> placeholder = Placeholder.of(column, table, catalog);
        if (fillsItself) {
            return Rollback.lossy(gone, Sql.addColumn(table, column));
        }
        return placeholder
                .map(value -> Rollback.lossy(
                        gone + "; rows get " + value + " in their place",
                        Sql.addColumn(table, column.withDefault(value)),
                        Sql.alterColumn(table, column.name(), "DROP DEFAULT")))
                .orElseGet(() -> Rollback.lossy(
                        gone + " and, if there are rows, the column comes back without NOT NULL",
                        Sql.addColumn(table, column.withNullable(true)),
                        RequiredSql.ifFilled(table, column.name())));
    }

    void enumType(int number, DropEnum drop) {
        EnumType type = drop.type();
        drafts.add(Draft.sql(
                        Rank.DROP_ENUM,
                        number,
                        "Drop the enum " + type.name(),
                        "DROP TYPE " + type.name().sql(),
                        Rollback.lossless(Sql.remakeEnum(type).toArray(String[]::new)),
                        Probes.not(Probes.typeExists(type.name())))
                .decidedByRows(wanted.guard(drop)));
    }

    void constraint(int number, ObjectName table, Constraint constraint) {
        drafts.add(Draft.sql(
                constraintRank(table, constraint),
                number,
                "Drop the constraint " + constraint.name() + " of " + table,
                Sql.dropConstraint(table, constraint.name()),
                Rollback.lossless(Sql.addConstraint(table, constraint)),
                Probes.not(Probes.constraintExists(table, constraint.name()))));
    }

    private Rank constraintRank(ObjectName table, Constraint constraint) {
        return switch (constraint) {
            case ForeignKey key -> {
                boolean inTheWay = wanted.addsConstraintNamed(table, key.name())
                        || wanted.dropsKeyReferredToBy(key)
                        || wanted.changesTypeOfAny(table, key.columns())
                        || wanted.changesTypeOfAny(key.referencedTable(), key.referencedColumns());
                boolean old = wanted.dropsTable(table) || wanted.dropsAnyColumn(table, key.columns());
                yield old && !inTheWay ? Rank.DROP_OLD_FOREIGN_KEY : Rank.DROP_FOREIGN_KEY;
            }
            case Constraint.PrimaryKey _ ->
                wanted.newPrimaryKey(table).isPresent() && !newPrimaryKeyWaits(table)
                        ? Rank.DROP_KEY
                        : Rank.DROP_OLD_KEY;
            case Constraint.Unique key ->
                givesWay(table, key) ? Rank.DROP_OLD_KEY : keyRank(table, key.name(), key.columns());
            case Constraint.Check check -> keyRank(table, check.name(), List.of());
            case Constraint.Other other -> keyRank(table, other.name(), List.of());
        };
    }

    /// Until the primary key over the same columns is there, the unique key is what keeps them unique, and what
    /// `ON CONFLICT` needs.
    private boolean givesWay(ObjectName table, Constraint.Unique unique) {
        return wanted.newPrimaryKey(table)
                .filter(key ->
                        key.columns().equals(unique.columns()) && !key.name().equals(unique.name()))
                .isPresent();
    }

    private Rank keyRank(ObjectName table, String name, List<String> columns) {
        boolean inTheWay = wanted.addsConstraintNamed(table, name) || wanted.createsIndexNamed(table.sibling(name));
        return !inTheWay && wanted.dropsAnyColumn(table, columns) ? Rank.DROP_OLD_KEY : Rank.DROP_KEY;
    }

    /// A unique index may refuse rows of the new code, so it goes early; the others only make queries fast,
    /// and the old code still asks them.
    void index(int number, ObjectName table, Index index) {
        boolean inTheWay = wanted.createsIndexNamed(table.sibling(index.name()))
                || wanted.changesTypeOfAny(table, index.columns());
        boolean old = !index.unique() || wanted.dropsAnyColumn(table, index.columns());
        drafts.add(new Draft(
                old && !inTheWay ? Rank.DROP_OLD_INDEX : Rank.DROP_INDEX,
                number,
                "Drop the index " + index.name() + " of " + table,
                Action.RunSql.together(Sql.dropIndex(table, index.name())),
                Rollback.lossless(Sql.createIndex(table, index)),
                Optional.of(Probes.not(Probes.tableExists(table.sibling(index.name()))))));
    }
}
