package io.godwit.model.statement;

import io.godwit.model.catalog.ObjectName;
import io.godwit.model.catalog.ReferentialAction;
import java.util.List;
import java.util.Optional;

/// A constraint as SQL writes it. Its name is empty where PostgreSQL chooses one.
public sealed interface ConstraintDefinition {

    Optional<String> name();

    /// @param usingIndex the existing index it takes over; empty if it builds its own
    record PrimaryKey(Optional<String> name, List<String> columns, Optional<String> usingIndex)
            implements ConstraintDefinition {
        public PrimaryKey {
            columns = List.copyOf(columns);
        }
    }

    /// @param usingIndex the existing index it takes over; empty if it builds its own
    record Unique(Optional<String> name, List<String> columns, boolean nullsNotDistinct, Optional<String> usingIndex)
            implements ConstraintDefinition {
        public Unique {
            columns = List.copyOf(columns);
        }
    }

    /// @param referencedColumns empty if the primary key is meant
    /// @param deferrable        as written in SQL, in upper case; empty if it cannot be postponed
    /// @param validated         false if written `NOT VALID`
    record ForeignKey(
            Optional<String> name,
            List<String> columns,
            ObjectName referencedTable,
            List<String> referencedColumns,
            ReferentialAction onDelete,
            ReferentialAction onUpdate,
            Optional<String> deferrable,
            boolean validated)
            implements ConstraintDefinition {
        public ForeignKey {
            columns = List.copyOf(columns);
            referencedColumns = List.copyOf(referencedColumns);
        }
    }

    /// @param validated false if written `NOT VALID`
    record Check(Optional<String> name, String expression, boolean validated) implements ConstraintDefinition {}

    /// PostgreSQL 18's table constraint `NOT NULL column`.
    record NotNull(Optional<String> name, String column, boolean validated) implements ConstraintDefinition {}

    record Exclusion(Optional<String> name, String definition) implements ConstraintDefinition {}
}
