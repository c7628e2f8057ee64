package io.godwit.validator.pattern;

import io.godwit.model.SqlName;
import io.godwit.model.catalog.Constraint;
import io.godwit.model.catalog.Index;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.plan.Action;
import io.godwit.model.plan.Rollback;
import io.godwit.model.plan.Step;
import io.godwit.model.planning.AttachedPart;
import io.godwit.model.planning.ConstraintSql;
import io.godwit.model.planning.IndexSql;

/// Gives a table the keys and indexes of the partitioned table it is to be a part of, so that nobody waits: ATTACH
/// PARTITION takes what is there already, and would make the rest itself, under ACCESS EXCLUSIVE.
///
/// @param part  the table that becomes a partition
/// @param steps are added to
record PartitionKeys(Step step, ObjectName part, Situation before, Steps steps) {

    void make(AttachedPart attached) {
        attached.constraints().forEach(this::make);
        for (Index index : attached.indexes()) {
            build(index);
        }
    }

    private void make(Constraint constraint) {
        switch (constraint) {
            case Constraint.PrimaryKey key -> {
                for (String column : key.columns()) {
                    if (!before.provenNotNull(part, column)) {
                        steps.setNotNull(
                                step.phase(),
                                part,
                                column,
                                Rollback.lossless(
                                        alter() + "ALTER COLUMN " + SqlName.quoted(column) + " DROP NOT NULL"));
                    }
                }
                build(ColumnIndexes.unique(key.name(), key.columns(), false));
                takeOver(key.name(), "PRIMARY KEY");
            }
            case Constraint.Unique key -> {
                build(ColumnIndexes.unique(key.name(), key.columns(), key.nullsNotDistinct()));
                takeOver(key.name(), "UNIQUE");
            }
            case Constraint.ForeignKey key -> prove(key);
            case Constraint.Check _, Constraint.Other _ -> {}
        }
    }

    private void build(Index index) {
        ObjectName name = part.sibling(index.name());
        steps.add(
                step.phase(),
                "Build the index " + index.name() + " of " + part,
                new Action.BuildIndexConcurrently(
                        name, IndexSql.create(part, index).replaceFirst("INDEX ", "INDEX CONCURRENTLY ")),
                Rollback.losslessAlone("DROP INDEX CONCURRENTLY IF EXISTS " + name.sql()),
                Probes.validIndex(name));
    }

    private void takeOver(String name, String kind) {
        steps.add(
                step.phase(),
                "Make " + name + " a key of " + part,
                Action.RunSql.together(alter() + "ADD CONSTRAINT " + SqlName.quoted(name) + " " + kind + " USING INDEX "
                        + SqlName.quoted(name)),
                Rollback.lossless(drop(name)),
                Probes.constraint(part, name));
    }

    private void prove(Constraint.ForeignKey key) {
        String add = ConstraintSql.add(part, key);
        steps.add(
                        step.phase(),
                        "Hold new rows of " + part + " to " + key.name(),
                        Action.RunSql.together(key.validated() ? add + " NOT VALID" : add),
                        Rollback.lossless(drop(key.name())),
                        Probes.constraint(part, key.name()))
                .add(
                        step.phase(),
                        "Check existing rows of " + part + " against " + key.name(),
                        Action.RunSql.together(alter() + "VALIDATE CONSTRAINT " + SqlName.quoted(key.name())),
                        Rollback.lossless(),
                        Probes.validated(part, key.name()));
    }

    private String drop(String constraint) {
        return alter() + "DROP CONSTRAINT IF EXISTS " + SqlName.quoted(constraint);
    }

    private String alter() {
        return "ALTER TABLE " + part.sql() + " ";
    }
}
