package io.godwit.model.planning;

import io.godwit.model.catalog.Catalog;
import io.godwit.model.catalog.Constraint;
import io.godwit.model.catalog.Index;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.plan.Rollback;
import java.util.List;

/// Plans indexes, keys and other constraints that are added. They come after the columns: whether a column has its
/// values by then is known only when those are planned.
final class AddedKeys {
    private final Catalog live;
    private final WantedChanges wanted;
    private final KeyChecks keys;
    private final Drafts drafts;

    AddedKeys(Catalog live, WantedChanges wanted, KeyChecks keys, Drafts drafts) {
        this.live = live;
        this.wanted = wanted;
        this.keys = keys;
        this.drafts = drafts;
    }

    void index(int number, ObjectName table, Index index) {
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

    void constraint(int number, ObjectName table, Constraint constraint) {
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
        return isOfChild(table) ? statement.replaceFirst(place, place + "IF EXISTS ") : statement;
    }

    boolean isOfChild(ObjectName table) {
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
            case Constraint.ForeignKey key ->
                wanted.newPrimaryKey(key.referencedTable())
                                .filter(other -> other.columns().equals(key.referencedColumns()))
                                .filter(other -> isLate(key.referencedTable(), other))
                                .isPresent()
                        ? Rank.ADD_LATE_FOREIGN_KEY
                        : Rank.ADD_FOREIGN_KEY;
            case Constraint.PrimaryKey key -> isLate(table, key) ? Rank.ADD_LATE_KEY : Rank.ADD_KEY;
            case Constraint.Unique key -> late(table, key.columns());
            case Constraint.Check _, Constraint.Other _ -> Rank.ADD_KEY;
        };
    }

    /// A primary key demands values: it comes after what requires them, and goes before that when both are undone.
    private boolean isLate(ObjectName table, Constraint.PrimaryKey key) {
        return drafts.isFilledLater(table, key.columns())
                || key.columns().stream()
                        .anyMatch(column -> wanted.required(table, column).isPresent());
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
