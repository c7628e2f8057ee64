package io.godwit.model.statement;

import io.godwit.model.catalog.ObjectName;
import io.godwit.model.catalog.ReferentialAction;
import java.util.List;
import java.util.Optional;

/// A constraint as SQL writes it. Its name is empty where PostgreSQL chooses one.
public sealed interface ConstraintDefinition {

    Optional<String> name();

    /// @param usingIndex the existing index it takes over; empty if it builds its own
    /// @param include    columns its index carries along
    /// @param deferral   `DEFERRABLE INITIALLY DEFERRED` and the like, as written; empty if nothing is
    record PrimaryKey(
            Optional<String> name,
            List<String> columns,
            Optional<String> usingIndex,
            List<String> include,
            String deferral)
            implements ConstraintDefinition {
        public PrimaryKey {
            columns = List.copyOf(columns);
            include = List.copyOf(include);
        }

        public PrimaryKey(Optional<String> name, List<String> columns, Optional<String> usingIndex) {
            this(name, columns, usingIndex, List.of(), "");
        }
    }

    /// @param usingIndex the existing index it takes over; empty if it builds its own
    /// @param include    columns its index carries along
    /// @param deferral   `DEFERRABLE INITIALLY DEFERRED` and the like, as written; empty if nothing is
    record Unique(
            Optional<String> name,
            List<String> columns,
            boolean nullsNotDistinct,
            Optional<String> usingIndex,
            List<String> include,
            String deferral)
            implements ConstraintDefinition {
        public Unique {
            columns = List.copyOf(columns);
            include = List.copyOf(include);
        }

        public Unique(
                Optional<String> name, List<String> columns, boolean nullsNotDistinct, Optional<String> usingIndex) {
            this(name, columns, nullsNotDistinct, usingIndex, List.of(), "");
        }
    }

    /// @param referencedColumns empty if the primary key is meant
    /// @param deferrable        as written in SQL, in upper case; empty if it cannot be postponed
    /// @param validated         false if written `NOT VALID`
    /// @param enforced          false if written `NOT ENFORCED`
    record ForeignKey(
            Optional<String> name,
            List<String> columns,
            ObjectName referencedTable,
            List<String> referencedColumns,
            ReferentialAction onDelete,
            ReferentialAction onUpdate,
            Optional<String> deferrable,
            boolean validated,
            boolean enforced)
            implements ConstraintDefinition {
        public ForeignKey {
            columns = List.copyOf(columns);
            referencedColumns = List.copyOf(referencedColumns);
        }

        public ForeignKey(
                Optional<String> name,
                List<String> columns,
                ObjectName referencedTable,
                List<String> referencedColumns,
                ReferentialAction onDelete,
                ReferentialAction onUpdate,
                Optional<String> deferrable,
                boolean validated) {
            this(name, columns, referencedTable, referencedColumns, onDelete, onUpdate, deferrable, validated, true);
        }
    }

    /// @param validated false if written `NOT VALID`
    /// @param enforced  false if written `NOT ENFORCED`
    /// @param inherited false if written `NO INHERIT`
    record Check(Optional<String> name, String expression, boolean validated, boolean enforced, boolean inherited)
            implements ConstraintDefinition {
        public Check(Optional<String> name, String expression, boolean validated) {
            this(name, expression, validated, true, true);
        }
    }

    /// PostgreSQL 18's table constraint `NOT NULL column`.
    record NotNull(Optional<String> name, String column, boolean validated) implements ConstraintDefinition {}

    record Exclusion(Optional<String> name, String definition) implements ConstraintDefinition {}
}
