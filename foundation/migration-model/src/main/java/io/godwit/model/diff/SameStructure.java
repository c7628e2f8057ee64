package io.godwit.model.diff;

import io.godwit.model.catalog.Constraint;
import io.godwit.model.catalog.Constraint.Check;
import io.godwit.model.catalog.Constraint.ForeignKey;
import io.godwit.model.catalog.Constraint.Other;
import io.godwit.model.catalog.Constraint.PrimaryKey;
import io.godwit.model.catalog.Constraint.Unique;
import io.godwit.model.catalog.Index;

/// Whether two constraints or indexes do the same, whatever they are called.
final class SameStructure {
    private SameStructure() {}

    static boolean of(Index one, Index other) {
        return one.unique() == other.unique()
                && one.method().equals(other.method())
                && one.keys().equals(other.keys())
                && one.included().equals(other.included())
                && one.predicate().equals(other.predicate())
                && one.nullsNotDistinct() == other.nullsNotDistinct();
    }

    /// Actions of foreign keys count; whether they are validated does not.
    static boolean of(Constraint one, Constraint other) {
        return switch (one) {
            case PrimaryKey key ->
                other instanceof PrimaryKey that && key.columns().equals(that.columns());
            case Unique key ->
                other instanceof Unique that
                        && key.columns().equals(that.columns())
                        && key.nullsNotDistinct() == that.nullsNotDistinct();
            case ForeignKey key ->
                other instanceof ForeignKey that
                        && sameEnds(key, that)
                        && key.onDelete() == that.onDelete()
                        && key.onUpdate() == that.onUpdate()
                        && key.deferrable().equals(that.deferrable());
            case Check check ->
                other instanceof Check that && check.expression().equals(that.expression());
            case Other opaque ->
                other instanceof Other that && opaque.definition().equals(that.definition());
        };
    }

    /// Whether two foreign keys join the same columns, whatever they do on delete.
    static boolean sameEnds(ForeignKey one, ForeignKey other) {
        return one.columns().equals(other.columns())
                && one.referencedTable().equals(other.referencedTable())
                && one.referencedColumns().equals(other.referencedColumns());
    }
}
