package io.godwit.model.statement;

import io.godwit.model.catalog.ObjectName;
import java.util.List;
import java.util.Optional;

/// What one SQL statement does. Names are as the catalog holds them; names written without a schema are in the schema
/// the parser was told.
public sealed interface Statement {

    record CreateTable(ObjectName table, List<ColumnDefinition> columns, List<ConstraintDefinition> constraints)
            implements Statement {
        public CreateTable {
            columns = List.copyOf(columns);
            constraints = List.copyOf(constraints);
        }
    }

    /// One ALTER TABLE with its changes in the order written; they share its strongest lock.
    record AlterTable(ObjectName table, List<TableChange> changes) implements Statement {
        public AlterTable {
            changes = List.copyOf(changes);
        }
    }

    record DropTable(List<ObjectName> tables, boolean cascade) implements Statement {
        public DropTable {
            tables = List.copyOf(tables);
        }
    }

    record Truncate(List<ObjectName> tables, boolean cascade) implements Statement {
        public Truncate {
            tables = List.copyOf(tables);
        }
    }

    /// @param name      empty if PostgreSQL chooses it
    /// @param method    the access method: `btree` where none is written
    /// @param keys      as written, for columns without quotes
    /// @param included  columns of the INCLUDE list
    /// @param predicate of a partial index
    record CreateIndex(
            ObjectName table,
            Optional<String> name,
            boolean unique,
            boolean concurrently,
            boolean nullsNotDistinct,
            String method,
            List<String> keys,
            List<String> included,
            Optional<String> predicate)
            implements Statement {
        public CreateIndex {
            keys = List.copyOf(keys);
            included = List.copyOf(included);
        }
    }

    record DropIndex(List<ObjectName> indexes, boolean concurrently) implements Statement {
        public DropIndex {
            indexes = List.copyOf(indexes);
        }
    }

    record RenameIndex(ObjectName index, String newName) implements Statement {}

    record CreateEnum(ObjectName type, List<String> labels) implements Statement {
        public CreateEnum {
            labels = List.copyOf(labels);
        }
    }

    record AddEnumValue(ObjectName type, String label) implements Statement {}

    record RenameEnumValue(ObjectName type, String label, String newLabel) implements Statement {}

    record RenameType(ObjectName type, String newName) implements Statement {}

    record DropType(List<ObjectName> types, boolean cascade) implements Statement {
        public DropType {
            types = List.copyOf(types);
        }
    }

    record CreateSchema(String name) implements Statement {}

    record CreateExtension(String name) implements Statement {}

    record CreateSequence(ObjectName sequence) implements Statement {}

    /// @param target as written: `COLUMN "public"."t"."c"`
    record Comment(String target) implements Statement {}

    /// Writes rows.
    record ChangeRows(Operation operation, ObjectName table, boolean everyRow) implements Statement {
        public enum Operation {
            INSERT,
            UPDATE,
            DELETE
        }
    }

    /// Only reads.
    record Query(List<ObjectName> tables) implements Statement {
        public Query {
            tables = List.copyOf(tables);
        }
    }

    /// `SET`, `RESET` and the like.
    record Setting(String name) implements Statement {}

    /// `BEGIN`, `COMMIT`, `ROLLBACK`: the executor decides about transactions, not the text.
    record TransactionControl(String command) implements Statement {}

    /// Not understood. Counts as risky, never as safe.
    ///
    /// @param reason in plain words
    record Unparsed(String reason) implements Statement {}
}
