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
import io.godwit.model.plan.Action;
import io.godwit.model.plan.Plan;
import io.godwit.model.plan.Rollback;
import io.godwit.model.plan.Step;
import io.godwit.model.plan.TransactionMode;
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
    private final KeyChecks keys;
    private final AddedKeys addedKeys;
    private final Renames renames = new Renames(drafts);

    private PlainPlanner(GuardedChanges changes, Catalog unrenamed, Catalog live, LiveTables rows, Answers answers) {
        this.wanted = new WantedChanges(changes);
        MergedColumns merged = new MergedColumns(live, rows, wanted, answers);
        this.added = new AddedColumns(live, rows, answers, merged, drafts);
        this.columns = new ColumnChanges(live, rows, wanted, added, answers, drafts);
        this.keys = new KeyChecks(live, rows, wanted, drafts);
        this.addedKeys = new AddedKeys(live, wanted, keys, drafts);
        this.enums = new EnumReplacement(unrenamed, live, rows, wanted, drafts);
        this.removals = new Removals(live, wanted, merged, drafts);
        this.generations = new GenerationChange(drafts);
        this.objects = new ObjectChanges(live, wanted, drafts);
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
        PlainPlanner planner = new PlainPlanner(guarded, live, renamed, rows, answers);
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
                        "ALTER TYPE " + type.sql() + " ADD VALUE " + SqlName.label(label)
                                + before.map(next -> " BEFORE " + SqlName.literal(next))
                                        .orElse(""),
                        enums.withoutAdded(type, label),
                        Probes.labelExists(type, label)));
            case ReplaceEnum replacement -> enums.plan(number, replacement);
            case CreateTable(Table table) ->
                drafts.add(new Draft(
                        Rank.CREATE_TABLE,
                        number,
                        "Create the table " + table.name(),
                        new Action.RunSql(Sql.create(table), TransactionMode.TOGETHER),
                        Rollback.lossless("DROP TABLE " + table.name().sql()),
                        Optional.of(Probes.tableExists(table.name()))));
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
            case CreateIndex(ObjectName table, Index index) -> addedKeys.index(number, table, index);
            case DropIndex(ObjectName table, Index index) -> removals.index(number, table, index);
            case RenameIndex(ObjectName table, String before, String after) ->
                drafts.add(Draft.sql(
                        Rank.RENAME_INDEX,
                        number,
                        "Rename the index " + before + " of " + table + " to " + after,
                        renameIndex(table, before, after),
                        Rollback.lossless(renameIndex(table, after, before)),
                        Probes.indexIsValid(table.sibling(after))));
            case AddConstraint(ObjectName table, Constraint constraint) ->
                addedKeys.constraint(number, table, constraint);
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

    private boolean isOfChild(SchemaChange change) {
        return switch (change) {
            case CreateIndex create -> addedKeys.isOfChild(create.table());
            case AddConstraint add -> addedKeys.isOfChild(add.table());
            case SchemaChange _ -> false;
        };
    }
}
