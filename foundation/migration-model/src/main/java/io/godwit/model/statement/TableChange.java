package io.godwit.model.statement;

import io.godwit.model.catalog.ObjectName;
import java.util.Optional;

/// One change of an ALTER TABLE.
public sealed interface TableChange {

    record AddColumn(ColumnDefinition column) implements TableChange {}

    /// @param missingAllowed written `IF EXISTS`
    record DropColumn(String column, boolean cascade, boolean missingAllowed) implements TableChange {
        public DropColumn(String column, boolean cascade) {
            this(column, cascade, false);
        }
    }

    record SetNotNull(String column) implements TableChange {}

    record DropNotNull(String column) implements TableChange {}

    record SetDefault(String column, String expression) implements TableChange {}

    record DropDefault(String column) implements TableChange {}

    /// @param type      as written
    /// @param using     the conversion; empty for PostgreSQL's own
    /// @param collation as written; empty for the type's
    record ChangeType(String column, String type, Optional<String> using, Optional<String> collation)
            implements TableChange {
        public ChangeType(String column, String type, Optional<String> using) {
            this(column, type, using, Optional.empty());
        }
    }

    /// @param options of its sequence, as written in parentheses; empty if none are
    record AddIdentity(String column, boolean always, String options) implements TableChange {}

    /// `DROP IDENTITY`, and `SET GENERATED`, `SET INCREMENT`, `RESTART` of an identity column.
    record ChangeIdentity(String column, String change) implements TableChange {}

    /// `SET EXPRESSION AS (…)`, from PostgreSQL 17 on.
    record SetExpression(String column, String expression) implements TableChange {}

    /// @param missingAllowed written `IF EXISTS`
    record DropExpression(String column, boolean missingAllowed) implements TableChange {}

    /// How a column is kept or counted: `SET STATISTICS 100`, `SET STORAGE PLAIN`, `SET COMPRESSION lz4`,
    /// `SET (n_distinct = 5)`.
    record SetColumnOption(String column, Option option, String text) implements TableChange {
        public enum Option {
            STATISTICS,
            STORAGE,
            COMPRESSION,
            OPTIONS
        }
    }

    record AddConstraint(ConstraintDefinition constraint) implements TableChange {}

    record ValidateConstraint(String name) implements TableChange {}

    /// @param missingAllowed written `IF EXISTS`
    record DropConstraint(String name, boolean cascade, boolean missingAllowed) implements TableChange {
        public DropConstraint(String name, boolean cascade) {
            this(name, cascade, false);
        }
    }

    /// `ALTER CONSTRAINT`.
    ///
    /// @param enforced whether it is to be enforced from now on; empty if that is not changed
    /// @param text     what is changed, as written
    record AlterConstraint(String name, Optional<Boolean> enforced, String text) implements TableChange {}

    record RenameColumn(String column, String newName) implements TableChange {}

    record RenameConstraint(String name, String newName) implements TableChange {}

    record RenameTable(String newName) implements TableChange {}

    record SetSchema(String schema) implements TableChange {}

    /// @param bound `FOR VALUES FROM (1) TO (2)` or `DEFAULT`
    record AttachPartition(ObjectName partition, String bound) implements TableChange {}

    record DetachPartition(ObjectName partition, Manner manner) implements TableChange {
        public enum Manner {
            AT_ONCE,
            CONCURRENTLY,
            FINALIZE
        }
    }

    record Inherit(ObjectName parent) implements TableChange {}

    record NoInherit(ObjectName parent) implements TableChange {}

    /// `SET LOGGED`, `SET UNLOGGED`.
    record SetLogged(boolean logged) implements TableChange {}

    record SetTablespace(String tablespace) implements TableChange {}

    record SetAccessMethod(String method) implements TableChange {}

    /// `SET (…)` and `RESET (…)` of storage parameters.
    record SetOptions(String text) implements TableChange {}

    /// `CLUSTER ON index`; without an index `SET WITHOUT CLUSTER`.
    record ClusterOn(Optional<String> index) implements TableChange {}

    record ReplicaIdentity(String text, Optional<String> index) implements TableChange {}

    /// `ENABLE | DISABLE TRIGGER`.
    record TriggerState(boolean enabled, String text) implements TableChange {}

    /// `ENABLE | DISABLE | FORCE ROW LEVEL SECURITY`.
    record RowSecurity(String text) implements TableChange {}

    record SetOwner(String role) implements TableChange {}

    /// A change this model does not take apart. Counts as risky.
    record Other(String text) implements TableChange {}
}
