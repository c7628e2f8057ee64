package io.godwit.model.planning;

import io.godwit.model.catalog.Constraint;
import io.godwit.model.catalog.ObjectName;

/// Writes a constraint as SQL, for those who make one like another.
public final class ConstraintSql {
    private ConstraintSql() {}

    /// `ALTER TABLE … ADD CONSTRAINT …`, with every name quoted; with `NOT VALID` where the constraint is
    /// not validated.
    public static String add(ObjectName table, Constraint constraint) {
        return Sql.addConstraint(table, constraint);
    }
}
