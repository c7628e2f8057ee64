package io.godwit.validator.prediction;

import io.godwit.model.catalog.ObjectName;
import io.godwit.model.plan.LockMode;
import io.godwit.model.statement.ConstraintDefinition;
import io.godwit.model.statement.Statement;
import io.godwit.model.statement.TableChange;
import io.godwit.validator.facts.ColumnFacts;
import io.godwit.validator.facts.Relation;

/// What PostgreSQL forbids to a table with children, a child or a partition, because parents and children would no
/// longer agree.
final class InheritedChange {
    private final Draft draft;
    private final Statement.AlterTable alter;

    InheritedChange(Draft draft, Statement.AlterTable alter) {
        this.draft = draft;
        this.alter = alter;
    }

    /// @throws Refused if the command is one of these
    void refuse(Relation table) {
        boolean leavesChildrenOut = alter.only() && !table.children().isEmpty();
        for (TableChange change : alter.changes()) {
            switch (change) {
                case TableChange.AddColumn add -> {
                    if (table.isPartition()) {
                        throw new Refused("cannot add column to a partition");
                    }
                    if (leavesChildrenOut) {
                        throw new Refused("column must be added to child tables too");
                    }
                    refuseWithoutPartitionKey(table, add);
                }
                case TableChange.SetNotNull _ -> {
                    if (leavesChildrenOut && table.partitioned()) {
                        throw new Refused("constraint must be added to child tables too");
                    }
                }
                case TableChange.AddConstraint(ConstraintDefinition.Check check) -> {
                    if (leavesChildrenOut && check.inherited()) {
                        throw new Refused("constraint must be added to child tables too");
                    }
                }
                case TableChange.ChangeType type -> {
                    refuseInherited(table, type.column(), "alter");
                    if (leavesChildrenOut) {
                        throw new Refused("type of inherited column \"" + type.column()
                                + "\" must be changed in child tables too");
                    }
                }
                case TableChange.RenameColumn rename -> {
                    refuseInherited(table, rename.column(), "rename");
                    if (leavesChildrenOut) {
                        throw new Refused(
                                "inherited column \"" + rename.column() + "\" must be renamed in child tables too");
                    }
                }
                case TableChange.DropColumn _ -> {
                    if (leavesChildrenOut && table.partitioned()) {
                        throw new Refused("cannot drop column from only the partitioned table when partitions exist");
                    }
                    if (leavesChildrenOut) {
                        lockChildren(table);
                    }
                }
                case TableChange.SetOptions _ -> {
                    if (table.partitioned()) {
                        throw new Refused("cannot specify storage parameters for a partitioned table");
                    }
                }
                case TableChange _ -> {}
            }
        }
    }

    private static void refuseInherited(Relation table, String column, String verb) {
        boolean inherited = table.column(column).map(ColumnFacts::inherited).orElse(false);
        if (inherited) {
            throw new Refused("cannot " + verb + " inherited column \"" + column + "\"");
        }
    }

    /// Their columns become columns of their own.
    private void lockChildren(Relation table) {
        for (ObjectName child : table.children()) {
            draft.found(child).ifPresent(found -> draft.lock(found, LockMode.ACCESS_EXCLUSIVE));
        }
    }

    private static void refuseWithoutPartitionKey(Relation table, TableChange.AddColumn add) {
        boolean unique = add.column().constraints().stream()
                .anyMatch(constraint -> constraint instanceof ConstraintDefinition.Unique
                        || constraint instanceof ConstraintDefinition.PrimaryKey);
        if (table.partitioned() && unique) {
            throw new Refused("unique constraint on partitioned table must include all partitioning columns");
        }
    }
}
