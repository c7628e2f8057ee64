package io.godwit.model.planning;

import io.godwit.model.SqlName;
import io.godwit.model.catalog.Catalog;
import io.godwit.model.catalog.Column;
import io.godwit.model.catalog.Constraint;
import io.godwit.model.catalog.EnumType;
import io.godwit.model.catalog.Index;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.catalog.Table;
import io.godwit.model.change.SchemaChange;
import io.godwit.model.change.SchemaChange.AddColumn;
import io.godwit.model.change.SchemaChange.AddConstraint;
import io.godwit.model.change.SchemaChange.AddEnumValue;
import io.godwit.model.change.SchemaChange.ChangeColumnType;
import io.godwit.model.change.SchemaChange.ChangeDefault;
import io.godwit.model.change.SchemaChange.CreateEnum;
import io.godwit.model.change.SchemaChange.CreateExtension;
import io.godwit.model.change.SchemaChange.CreateIndex;
import io.godwit.model.change.SchemaChange.CreateSchema;
import io.godwit.model.change.SchemaChange.CreateTable;
import io.godwit.model.change.SchemaChange.DropColumn;
import io.godwit.model.change.SchemaChange.DropConstraint;
import io.godwit.model.change.SchemaChange.DropEnum;
import io.godwit.model.change.SchemaChange.DropIndex;
import io.godwit.model.change.SchemaChange.DropNotNull;
import io.godwit.model.change.SchemaChange.DropTable;
import io.godwit.model.change.SchemaChange.RenameColumn;
import io.godwit.model.change.SchemaChange.RenameConstraint;
import io.godwit.model.change.SchemaChange.RenameIndex;
import io.godwit.model.change.SchemaChange.RenameTable;
import io.godwit.model.change.SchemaChange.ReplaceEnum;
import io.godwit.model.change.SchemaChange.SetNotNull;
import io.godwit.model.plan.Plan;
import io.godwit.model.plan.Rollback;
import io.godwit.model.plan.Step;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Turns changes into a plan of plain statements.
public final class PlainPlanner {
    private final WantedChanges wanted;
    private final Drafts drafts = new Drafts();
    private final AddedColumns added;
    private final ColumnChanges columns;
    private final EnumReplacement enums;
    private final Removals removals;
    private final GenerationChange generations;
    private final ObjectChanges objects;
    private final Catalog live;
    private final KeyChecks keys;
    private final Renames renames = new Renames(drafts);

    private PlainPlanner(GuardedChanges changes, Catalog live, LiveTables rows, Answers answers) {
        this.wanted = new WantedChanges(changes);
        this.added = new AddedColumns(live, rows, answers, drafts);
        this.columns = new ColumnChanges(live, rows, wanted, added, answers, drafts);
        this.keys = new KeyChecks(live, rows, wanted, drafts);
        this.enums = new EnumReplacement(live, rows, wanted, drafts);
        this.removals = new Removals(live, wanted, drafts);
        this.generations = new GenerationChange(drafts);
        this.objects = new ObjectChanges(live, wanted, drafts);
        this.live = live;
    }

    /// A plan where nobody has answered anything yet.
    public static PlannedMigration plan(List<SchemaChange> changes, Catalog live, LiveTables rows) {
        return plan(changes, live, rows, Answers.none());
    }

    /// @param changes reconciled with the live catalog; the steps name them by their [ChangeId]
    /// @param live    the catalog the plan is made for
    /// @param rows    what the tables hold
    /// @param answers to the questions of an earlier plan of the same changes
    public static PlannedMigration plan(List<SchemaChange> changes, Catalog live, LiveTables rows, Answers answers) {
        return plan(GuardedChanges.unguarded(changes), live, live, rows, answers);
    }

    /// @param renamed the live catalog under the names that renames among the changes give it
    public static PlannedMigration plan(
            GuardedChanges guarded, Catalog live, Catalog renamed, LiveTables rows, Answers answers) {
        PlainPlanner planner = new PlainPlanner(guarded, renamed, rows, answers);
        List<SchemaChange> changes = guarded.changes();
        for (int number = 0; number < changes.size(); number++) {
            planner.columnOrType(number, changes.get(number));
        }
        List<Integer> children = new ArrayList<>();
        List<Integer> others = new ArrayList<>();
        for (int number = 0; number < changes.size(); number++) {
            (planner.isOfChild(changes.get(number)) ? children : others).add(number);
        }
        children.forEach(number -> planner.keyOrIndex(number, changes.get(number)));
        others.forEach(number -> planner.keyOrIndex(number, changes.get(number)));
        planner.objects.plan();
        List<Step> steps = new ArrayList<>();
        Map<String, RowsDecide> rowsDecide = new HashMap<>();
        for (Draft draft : planner.drafts.inOrder()) {
            Step step = draft.at(steps.size() + 1);
            steps.add(step);
            draft.rowsDecide().ifPresent(decision -> rowsDecide.put(step.id(), decision));
        }
        return new PlannedMigration(
                new Plan(live.hash(), steps), planner.drafts.questions(), planner.drafts.notes(), rowsDecide);
    }

    private void columnOrType(int number, SchemaChange change) {
        switch (change) {
            case CreateSchema(String name) ->
                drafts.add(Draft.sql(
                        Rank.CREATE_SCHEMA,
                        number,
                        "Create the schema " + name,
                        "CREATE SCHEMA IF NOT EXISTS " + SqlName.quoted(name),
                        Rollback.lossless("DROP SCHEMA IF EXISTS " + SqlName.quoted(name)),
                        Probes.schemaExists(name)));
            case CreateExtension(String name) ->
                drafts.add(Draft.sql(
                        Rank.CREATE_SCHEMA,
                        number,
                        "Install the extension " + name,
                        "CREATE EXTENSION IF NOT EXISTS " + SqlName.quoted(name),
                        Rollback.lossless("DROP EXTENSION IF EXISTS " + SqlName.quoted(name)),
                        Probes.extensionExists(name)));
            case CreateEnum(EnumType type) ->
                drafts.add(Draft.sql(
                        Rank.CREATE_ENUM,
                        number,
                        "Create the enum " + type.name(),
                        Sql.createEnum(type),
                        Rollback.lossless("DROP TYPE " + type.name().sql()),
                        Probes.typeExists(type.name())));
            case DropEnum drop -> removals.enumType(number, drop);
            case AddEnumValue(ObjectName type, String label, Optional<String> before) ->
                drafts.add(Draft.sql(
                        Rank.ADD_ENUM_VALUE,
                        number,
                        "Add the value " + label + " to the enum " + type,
                        "ALTER TYPE " + type.sql() + " ADD VALUE " + SqlName.literal(label)
                                + before.map(next -> " BEFORE " + SqlName.literal(next))
                                        .orElse(""),
                        enums.withoutAdded(type, label),
                        Probes.labelExists(type, label)));
            case ReplaceEnum replacement -> enums.plan(number, replacement);
            case CreateTable(Table table) ->
                drafts.add(Draft.sql(
                        Rank.CREATE_TABLE,
                        number,
                        "Create the table " + table.name(),
                        Sql.createTable(table),
                        Rollback.lossless("DROP TABLE " + table.name().sql()),
                        Probes.tableExists(table.name())));
            case DropTable drop -> removals.table(number, drop);
            case RenameTable(Table table, ObjectName after) -> renames.table(number, table, after);
            case RenameColumn(ObjectName table, Column before, String after) ->
                renames.column(number, table, before, after);
            case AddColumn add -> added.plan(number, add);
            case DropColumn drop -> removals.column(number, drop);
            case ChangeColumnType type -> columns.type(number, type);
            case ChangeDefault value -> columns.defaultValue(number, value);
            case SetNotNull required -> columns.required(number, required);
            case DropNotNull optional -> columns.optional(number, optional);
            case SchemaChange.ChangeGeneration generation -> generations.plan(number, generation);
            case CreateIndex _, DropIndex _, RenameIndex _, AddConstraint _, RenameConstraint _, DropConstraint _ -> {}
            case SchemaChange.ObjectChange _ -> {}
        }
    }

    /// Keys and indexes come second: whether a column has its values by then is known only after the
    /// columns.
    private void keyOrIndex(int number, SchemaChange change) {
        switch (change) {
            case CreateIndex(ObjectName table, Index index) -> index(number, table, index);
            case DropIndex(ObjectName table, Index index) -> removals.index(number, table, index);
            case RenameIndex(ObjectName table, String before, String after) ->
                drafts.add(Draft.sql(
                        Rank.RENAME_INDEX,
                        number,
                        "Rename the index " + before + " of " + table + " to " + after,
                        renameIndex(table, before, after),
                        Rollback.lossless(renameIndex(table, after, before)),
                        Probes.indexIsValid(table.sibling(after))));
            case AddConstraint(ObjectName table, Constraint constraint) -> constraint(number, table, constraint);
            case RenameConstraint(ObjectName table, Constraint before, String after) ->
                renames.constraint(number, table, before, after);
            case DropConstraint(ObjectName table, Constraint constraint) -> {
                if (!keys.waitsForType(table, constraint)) {
                    removals.constraint(number, table, constraint);
                }
            }
            case CreateSchema _,
                    CreateExtension _,
                    CreateEnum _,
                    DropEnum _,
                    AddEnumValue _,
                    ReplaceEnum _,
                    CreateTable _,
                    DropTable _,
                    RenameTable _,
                    RenameColumn _,
                    AddColumn _,
                    DropColumn _,
                    ChangeColumnType _,
                    ChangeDefault _,
                    SetNotNull _,
                    SchemaChange.ChangeGeneration _,
                    SchemaChange.ObjectChange _,
                    DropNotNull _ -> {}
        }
    }

    private static String renameIndex(ObjectName table, String before, String after) {
        return "ALTER INDEX " + table.sibling(before).sql() + " RENAME TO " + SqlName.quoted(after);
    }

    private void index(int number, ObjectName table, Index index) {
        RowsSay allowed = keys.allow(table, index);
        if (allowed == RowsSay.NO) {
            return;
        }
        boolean late = index.unique() && drafts.isFilledLater(table, index.columns());
        drafts.add(Draft.sql(
                        late ? Rank.CREATE_LATE_INDEX : Rank.CREATE_INDEX,
                        number,
                        "Create the " + (index.unique() ? "unique index " : "index ") + index.name() + " on " + table,
                        only(table, Sql.createIndex(table, index), " ON "),
                        Rollback.lossless(ifExists(table, Sql.dropIndex(table, index.name()), "INDEX ")),
                        isDivided(table)
                                ? Probes.tableExists(table.sibling(index.name()))
                                : Probes.indexIsValid(table.sibling(index.name())))
                .decidedByRows(allowed == RowsSay.PERHAPS));
    }

    private void constraint(int number, ObjectName table, Constraint constraint) {
        if (keys.waitsForType(table, constraint)) {
            return;
        }
        if (constraint instanceof Constraint.PrimaryKey key && drafts.isValueless(table, key.columns())) {
            drafts.note("The primary key " + key.name() + " of " + table
                    + " waits until its columns have values in every row.");
            return;
        }
        if (constraint instanceof Constraint.ForeignKey key && refersToWaitingKey(key)) {
            drafts.note("The foreign key " + key.name() + " of " + table + " waits for the primary key of "
                    + key.referencedTable() + ".");
            return;
        }
        RowsSay allowed = keys.allow(table, constraint);
        if (allowed == RowsSay.NO) {
            return;
        }
        drafts.add(Draft.sql(
                        rank(table, constraint),
                        number,
                        "Add the " + kind(constraint) + " " + constraint.name() + " to " + table,
                        isKey(constraint)
                                ? only(table, Sql.addConstraint(table, constraint), "ALTER TABLE ")
                                : Sql.addConstraint(table, constraint),
                        Rollback.lossless(ifExists(table, Sql.dropConstraint(table, constraint.name()), "CONSTRAINT ")),
                        Probes.constraintExists(table, constraint.name()))
                .decidedByRows(allowed == RowsSay.PERHAPS));
    }

    /// On a partitioned table whose partitions are there each gets its own index or key, which is then attached: the
    /// names of those that PostgreSQL would make for them are its own.
    private String only(ObjectName table, String statement, String place) {
        return isDivided(table) ? statement.replaceFirst(place, place + "ONLY ") : statement;
    }

    /// What a partition has got is made before its parent's, and goes with it.
    private String ifExists(ObjectName table, String statement, String place) {
        return isChild(table) ? statement.replaceFirst(place, place + "IF EXISTS ") : statement;
    }

    private boolean isOfChild(SchemaChange change) {
        return switch (change) {
            case CreateIndex create -> isChild(create.table());
            case AddConstraint add -> isChild(add.table());
            case SchemaChange _ -> false;
        };
    }

    private boolean isChild(ObjectName table) {
        return live.table(table)
                .filter(found -> !found.lineage().parents().isEmpty())
                .isPresent();
    }

    private boolean isDivided(ObjectName table) {
        return live.table(table)
                        .flatMap(found -> found.lineage().partitionKey())
                        .isPresent()
                && live.tables().values().stream()
                        .anyMatch(other -> other.lineage().parents().contains(table));
    }

    private static boolean isKey(Constraint constraint) {
        return constraint instanceof Constraint.PrimaryKey || constraint instanceof Constraint.Unique;
    }

    private boolean refersToWaitingKey(Constraint.ForeignKey foreignKey) {
        return wanted.newPrimaryKey(foreignKey.referencedTable())
                .filter(key -> key.columns().equals(foreignKey.referencedColumns()))
                .filter(key -> drafts.isValueless(foreignKey.referencedTable(), key.columns()))
                .isPresent();
    }

    private Rank rank(ObjectName table, Constraint constraint) {
        return switch (constraint) {
            case Constraint.ForeignKey _ -> Rank.ADD_FOREIGN_KEY;
            case Constraint.PrimaryKey key -> late(table, key.columns());
            case Constraint.Unique key -> late(table, key.columns());
            case Constraint.Check _, Constraint.Other _ -> Rank.ADD_KEY;
        };
    }

    private Rank late(ObjectName table, List<String> columns) {
        return drafts.isFilledLater(table, columns) ? Rank.ADD_LATE_KEY : Rank.ADD_KEY;
    }

    private static String kind(Constraint constraint) {
        return switch (constraint) {
            case Constraint.PrimaryKey _ -> "primary key";
            case Constraint.Unique _ -> "unique constraint";
            case Constraint.ForeignKey _ -> "foreign key";
            case Constraint.Check _ -> "check";
            case Constraint.Other _ -> "constraint";
        };
    }
}
