package io.godwit.model.catalog;

import java.util.List;
import java.util.Optional;

/// A table constraint, NOT NULL left out (it is the column's).
public sealed interface Constraint {

    /// Its name, unique in its table.
    String name();

    record PrimaryKey(String name, List<String> columns) implements Constraint {
        public PrimaryKey {
            columns = List.copyOf(columns);
        }
    }

    record Unique(String name, List<String> columns, boolean nullsNotDistinct) implements Constraint {
        public Unique {
            columns = List.copyOf(columns);
        }
    }

    /// @param onDelete   what happens to the referencing row when the referenced one goes
    /// @param onUpdate   what happens when its key changes
    /// @param deferrable how it may be postponed, as written in SQL (`DEFERRABLE INITIALLY DEFERRED`); empty if it
    /// may not
    /// @param validated  false for a constraint that is `NOT VALID`
    record ForeignKey(
            String name,
            List<String> columns,
            ObjectName referencedTable,
            List<String> referencedColumns,
            ReferentialAction onDelete,
            ReferentialAction onUpdate,
            Optional<String> deferrable,
            boolean validated)
            implements Constraint {
        public ForeignKey {
            columns = List.copyOf(columns);
            referencedColumns = List.copyOf(referencedColumns);
        }
    }

    /// @param expression as `pg_get_expr` prints it
    record Check(String name, String expression, boolean validated) implements Constraint {}

    /// A constraint this model does not take apart (EXCLUDE, for one).
    ///
    /// @param definition as `pg_get_constraintdef` prints it
    record Other(String name, String definition) implements Constraint {}
}
