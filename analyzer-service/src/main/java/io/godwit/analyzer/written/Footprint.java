package io.godwit.analyzer.written;

import io.godwit.model.catalog.Catalog;
import io.godwit.model.catalog.Constraint;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.catalog.Table;
import io.godwit.model.statement.ColumnDefinition;
import io.godwit.model.statement.ConstraintDefinition;
import io.godwit.model.statement.Statement;
import io.godwit.model.statement.TableChange;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// What a statement touches, which tells whether two may change places. Items are names: a table's `public.t`, a part's
/// `public.t/c`; a whole overlaps its parts.
///
/// @param makes      what is there only after it
/// @param removes    what is there only before it
/// @param changes    what has another form or other rows after it
/// @param uses       what it needs to be there
/// @param reach      how far it may go beyond that
record Footprint(Set<String> makes, Set<String> removes, Set<String> changes, Set<String> uses, Reach reach) {
    /// How far a statement may go beyond what it names.
    enum Reach {
        /// No further.
        NAMED,
        /// It may read and write rows of any table that is there.
        ROWS,
        /// It may do anything.
        ANYTHING
    }

    static Footprint of(Statement statement, Catalog before) {
        Footprint print =
                new Footprint(new HashSet<>(), new HashSet<>(), new HashSet<>(), new HashSet<>(), Reach.NAMED);
        switch (statement) {
            case Statement.CreateTable create -> {
                print.makes.add(create.table().sql());
                create.columns().forEach(column -> print.column(column));
                create.constraints().forEach(constraint -> print.constraint(create.table(), constraint));
            }
            case Statement.AlterTable alter ->
                alter.changes().forEach(change -> {
                    print.tableChange(alter.table(), change);
                    before.table(alter.table()).ifPresent(table -> print.goesAlong(table, change));
                });
            case Statement.DropTable drop -> drop.tables().forEach(table -> print.removes.add(table.sql()));
            case Statement.Truncate truncate -> truncate.tables().forEach(table -> print.changes.add(table.sql()));
            case Statement.CreateIndex create -> {
                create.name()
                        .ifPresent(name ->
                                print.makes.add(create.table().sibling(name).sql()));
                print.keys(create);
            }
            case Statement.DropIndex drop ->
                drop.indexes().forEach(index -> {
                    print.removes.add(index.sql());
                    before.tables().values().stream()
                            .filter(table -> table.index(index.name()).isPresent())
                            .forEach(table -> table.index(index.name())
                                    .orElseThrow()
                                    .columns()
                                    .forEach(column -> print.uses.add(part(table.name(), column))));
                });
            case Statement.RenameIndex(ObjectName index, String name) -> {
                print.removes.add(index.sql());
                print.makes.add(index.sibling(name).sql());
            }
            case Statement.CreateEnum create -> print.makes.add(create.type().sql());
            case Statement.AddEnumValue add -> print.changes.add(add.type().sql());
            case Statement.RenameEnumValue rename ->
                print.changes.add(rename.type().sql());
            case Statement.RenameType(ObjectName type, String name) -> {
                print.removes.add(type.sql());
                print.makes.add(type.sibling(name).sql());
            }
            case Statement.DropType drop -> drop.types().forEach(type -> print.removes.add(type.sql()));
            case Statement.CreateSequence create ->
                print.makes.add(create.sequence().sql());
            case Statement.Comment _, Statement.Setting _, Statement.TransactionControl _ -> {}
            case Statement.DropRelations drop -> drop.relations().forEach(name -> print.removes.add(name.sql()));
            case Statement.Grant grant -> grant.tables().forEach(table -> print.uses.add(table.sql()));
            case Statement.Analyze analyze -> analyze.tables().forEach(table -> print.changes.add(table.sql()));
            case Statement.Vacuum vacuum -> vacuum.tables().forEach(table -> print.changes.add(table.sql()));
            case Statement.CreateView view -> {
                return new Footprint(Set.of(view.view().sql()), Set.of(), Set.of(), Set.of(), Reach.ANYTHING);
            }
            case Statement.CreateSchema(String name) -> print.makes.add("schema " + name);
            case Statement.CreateExtension(String name) -> print.makes.add("extension " + name);
            case Statement.ChangeRows rows -> {
                return new Footprint(Set.of(), Set.of(), Set.of(rows.table().sql()), Set.of(), Reach.ROWS);
            }
            case Statement.Query _ -> {
                return new Footprint(Set.of(), Set.of(), Set.of(), Set.of(), Reach.ROWS);
            }
            case Statement _ -> {
                return new Footprint(Set.of(), Set.of(), Set.of(), Set.of(), Reach.ANYTHING);
            }
        }
        return print;
    }

    /// Whether this one, which stands before the other, has to stay before it.
    boolean staysBefore(Footprint later) {
        if (reach == Reach.ANYTHING || later.reach == Reach.ANYTHING) {
            return true;
        }
        if (reach == Reach.ROWS) {
            return later.reach == Reach.ROWS || !later.onlyAdds();
        }
        if (later.reach == Reach.ROWS) {
            return !onlyRemoves();
        }
        return overlaps(makes, later.all())
                || overlaps(removes, later.all())
                || overlaps(changes, later.all())
                || overlaps(all(), later.removes)
                || overlaps(all(), later.changes)
                || overlaps(uses, later.makes);
    }

    /// Of all of them, one after the other.
    static Footprint of(List<Statement> together, Catalog live) {
        Footprint all = new Footprint(new HashSet<>(), new HashSet<>(), new HashSet<>(), new HashSet<>(), Reach.NAMED);
        Reach widest = Reach.NAMED;
        for (Statement statement : together) {
            Footprint print = of(statement, live);
            all.makes.addAll(print.makes);
            all.removes.addAll(print.removes);
            all.changes.addAll(print.changes);
            all.uses.addAll(print.uses);
            widest = print.reach.compareTo(widest) >= 0 ? print.reach : widest;
        }
        return new Footprint(all.makes, all.removes, all.changes, all.uses, widest);
    }

    /// Whether the later one makes again what this one removes.
    boolean makesRoomFor(Footprint later) {
        return overlaps(removes, later.makes);
    }

    /// Something new, which rows before it cannot have known.
    private boolean onlyAdds() {
        return !makes.isEmpty()
                && removes.isEmpty()
                && changes.isEmpty()
                && uses.stream().noneMatch(name -> name.contains("/"));
    }

    /// What goes, nothing after it can need.
    private boolean onlyRemoves() {
        return !removes.isEmpty() && makes.isEmpty() && changes.isEmpty();
    }

    private Set<String> all() {
        Set<String> all = new HashSet<>(makes);
        all.addAll(removes);
        all.addAll(changes);
        all.addAll(uses);
        return all;
    }

    private static boolean overlaps(Set<String> some, Set<String> others) {
        return some.stream().anyMatch(one -> others.stream().anyMatch(other -> overlaps(one, other)));
    }

    private static boolean overlaps(String one, String other) {
        return one.equals(other) || one.startsWith(other + "/") || other.startsWith(one + "/");
    }

    private static String part(ObjectName table, String part) {
        return table.sql() + "/" + part;
    }

    private void column(ColumnDefinition column) {
        column.references().forEach(table -> uses.add(table.sql()));
    }

    private void keys(Statement.CreateIndex create) {
        boolean plain = create.predicate().isEmpty() && create.keys().stream().allMatch(key -> key.matches("\\w+"));
        if (plain) {
            create.keys().forEach(key -> uses.add(part(create.table(), key)));
        } else {
            uses.add(create.table().sql());
        }
    }

    private void constraint(ObjectName table, ConstraintDefinition constraint) {
        constraint.name().ifPresent(name -> makes.add(part(table, name)));
        switch (constraint) {
            case ConstraintDefinition.ForeignKey key -> {
                uses.add(key.referencedTable().sql());
                columns(table, key.columns());
            }
            case ConstraintDefinition.PrimaryKey key -> {
                makes.add(primaryKey(table));
                columns(table, key.columns());
            }
            case ConstraintDefinition.Unique key -> columns(table, key.columns());
            case ConstraintDefinition.NotNull notNull -> changes.add(part(table, notNull.column()));
            case ConstraintDefinition _ -> uses.add(table.sql());
        }
    }

    /// What goes with a column or constraint without being named: nothing that takes its place can be made before.
    private void goesAlong(Table table, TableChange change) {
        switch (change) {
            case TableChange.DropColumn(var column, var _, var _) -> {
                table.indexes().stream()
                        .filter(index -> index.columns().contains(column))
                        .forEach(index ->
                                uses.add(table.name().sibling(index.name()).sql()));
                table.constraints().stream()
                        .filter(constraint -> constraint.columns().contains(column))
                        .forEach(constraint -> {
                            uses.add(part(table.name(), constraint.name()));
                            if (constraint instanceof Constraint.PrimaryKey) {
                                uses.add(primaryKey(table.name()));
                            }
                        });
            }
            case TableChange.DropConstraint drop -> {
                if (table.primaryKey()
                        .filter(key -> key.name().equals(drop.name()))
                        .isPresent()) {
                    removes.add(primaryKey(table.name()));
                }
            }
            case TableChange _ -> {}
        }
    }

    /// A table has one, whatever it is called.
    private static String primaryKey(ObjectName table) {
        return part(table, "primary key");
    }

    private void columns(ObjectName table, List<String> columns) {
        columns.forEach(column -> uses.add(part(table, column)));
    }

    private void tableChange(ObjectName table, TableChange change) {
        switch (change) {
            case TableChange.AddColumn(var column) -> {
                makes.add(part(table, column.name()));
                column(column);
            }
            case TableChange.DropColumn drop -> removes.add(part(table, drop.column()));
            case TableChange.SetNotNull(String column) -> uses.add(part(table, column));
            case TableChange.DropNotNull(String column) -> changes.add(part(table, column));
            case TableChange.SetDefault(String column, String _) -> changes.add(part(table, column));
            case TableChange.DropDefault(String column) -> changes.add(part(table, column));
            case TableChange.ChangeType type -> changes.add(part(table, type.column()));
            case TableChange.AddConstraint(var constraint) -> constraint(table, constraint);
            case TableChange.ValidateConstraint(String name) -> changes.add(part(table, name));
            case TableChange.DropConstraint drop -> removes.add(part(table, drop.name()));
            case TableChange.RenameColumn(String column, String name) -> {
                removes.add(part(table, column));
                makes.add(part(table, name));
            }
            case TableChange.RenameConstraint(String constraint, String name) -> {
                removes.add(part(table, constraint));
                makes.add(part(table, name));
            }
            case TableChange.RenameTable(String name) -> {
                removes.add(table.sql());
                makes.add(table.sibling(name).sql());
            }
            case TableChange.SetSchema(String schema) -> {
                removes.add(table.sql());
                makes.add(new ObjectName(schema, table.name()).sql());
            }
            case TableChange _ -> changes.add(table.sql());
        }
    }
}
