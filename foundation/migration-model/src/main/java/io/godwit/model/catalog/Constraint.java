package io.godwit.model.catalog;

import java.util.List;
import java.util.Optional;

/// A table constraint, NOT NULL left out (it is the column's).
public sealed interface Constraint {

    /// Its name, unique in its table.
    String name();

    /// The same under another name.
    default Constraint named(String other) {
        return switch (this) {
            case PrimaryKey key -> new PrimaryKey(other, key.columns());
            case Unique key -> new Unique(other, key.columns(), key.nullsNotDistinct());
            case ForeignKey key ->
                new ForeignKey(
                        other,
                        key.columns(),
                        key.referencedTable(),
                        key.referencedColumns(),
                        key.onDelete(),
                        key.onUpdate(),
                        key.deferrable(),
                        key.validated());
            case Check check -> new Check(other, check.expression(), check.validated());
            case Other rest -> new Other(other, rest.definition());
        };
    }

    /// Its table's columns that it lists; none where expressions say them.
    default List<String> columns() {
        return List.of();
    }

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
