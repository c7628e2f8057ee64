package io.godwit.model.statement;

import io.godwit.model.catalog.ObjectName;
import io.godwit.model.plan.LockMode;
import java.util.List;
import java.util.Optional;

/// What one SQL statement does. Names are as the catalog holds them; names written without a schema are in the schema
/// the parser was told.
public sealed interface Statement {

    /// @param shape what the parentheses do not say: where the table belongs, how it is kept
    record CreateTable(
            ObjectName table, List<ColumnDefinition> columns, List<ConstraintDefinition> constraints, TableShape shape)
            implements Statement {
        public CreateTable {
            columns = List.copyOf(columns);
            constraints = List.copyOf(constraints);
        }

        public CreateTable(ObjectName table, List<ColumnDefinition> columns, List<ConstraintDefinition> constraints) {
            this(table, columns, constraints, TableShape.plain());
        }
    }

    /// `CREATE TABLE … AS query`, `SELECT … INTO`.
    record CreateTableAs(ObjectName table, String query, boolean withRows, boolean temporary, boolean missingOnly)
            implements Statement {}

    /// One ALTER TABLE with its changes in the order written; they share its strongest lock.
    ///
    /// @param only           without partitions and children
    /// @param missingAllowed written `IF EXISTS`
    record AlterTable(ObjectName table, List<TableChange> changes, boolean only, boolean missingAllowed)
            implements Statement {
        public AlterTable {
            changes = List.copyOf(changes);
        }

        public AlterTable(ObjectName table, List<TableChange> changes) {
            this(table, changes, false, false);
        }
    }

    /// @param missingAllowed written `IF EXISTS`
    record DropTable(List<ObjectName> tables, boolean cascade, boolean missingAllowed) implements Statement {
        public DropTable {
            tables = List.copyOf(tables);
        }

        public DropTable(List<ObjectName> tables, boolean cascade) {
            this(tables, cascade, false);
        }
    }

    /// @param only without partitions and children
    record Truncate(List<ObjectName> tables, boolean cascade, boolean restartIdentity, boolean only)
            implements Statement {
        public Truncate {
            tables = List.copyOf(tables);
        }

        public Truncate(List<ObjectName> tables, boolean cascade) {
            this(tables, cascade, false, false);
        }
    }

    /// @param name        empty if PostgreSQL chooses it
    /// @param method      the access method: `btree` where none is written
    /// @param keys        as written, for columns without quotes
    /// @param included    columns of the INCLUDE list
    /// @param predicate   of a partial index
    /// @param only        written `ON ONLY`: not on the partitions
    /// @param missingOnly written `IF NOT EXISTS`
    record CreateIndex(
            ObjectName table,
            Optional<String> name,
            boolean unique,
            boolean concurrently,
            boolean nullsNotDistinct,
            String method,
            List<String> keys,
            List<String> included,
            Optional<String> predicate,
            boolean only,
            boolean missingOnly)
            implements Statement {
        public CreateIndex {
            keys = List.copyOf(keys);
            included = List.copyOf(included);
        }

        public CreateIndex(
                ObjectName table,
                Optional<String> name,
                boolean unique,
                boolean concurrently,
                boolean nullsNotDistinct,
                String method,
                List<String> keys,
                List<String> included,
                Optional<String> predicate) {
            this(table, name, unique, concurrently, nullsNotDistinct, method, keys, included, predicate, false, false);
        }
    }

    record DropIndex(List<ObjectName> indexes, boolean concurrently, boolean cascade, boolean missingAllowed)
            implements Statement {
        public DropIndex {
            indexes = List.copyOf(indexes);
        }

        public DropIndex(List<ObjectName> indexes, boolean concurrently) {
            this(indexes, concurrently, false, false);
        }
    }

    record RenameIndex(ObjectName index, String newName) implements Statement {}

    /// `ALTER INDEX parent ATTACH PARTITION index`.
    record AttachIndex(ObjectName parent, ObjectName index) implements Statement {}

    /// Any other ALTER INDEX.
    ///
    /// @param change as written: `SET (fillfactor=80)`
    record AlterIndex(ObjectName index, String change) implements Statement {}

    record CreateEnum(ObjectName type, List<String> labels) implements Statement {
        public CreateEnum {
            labels = List.copyOf(labels);
        }
    }

    /// @param before      the label it is put before; empty if none is named
    /// @param after       the label it is put behind; empty if none is named
    /// @param missingOnly written `IF NOT EXISTS`
    record AddEnumValue(
            ObjectName type, String label, Optional<String> before, Optional<String> after, boolean missingOnly)
            implements Statement {}

    record RenameEnumValue(ObjectName type, String label, String newLabel) implements Statement {}

    record RenameType(ObjectName type, String newName) implements Statement {}

    record DropType(List<ObjectName> types, boolean cascade) implements Statement {
        public DropType {
            types = List.copyOf(types);
        }
    }

    /// @param definition after the name: `AS integer CHECK (VALUE > 0)`
    record CreateDomain(ObjectName domain, String definition) implements Statement {}

    record AlterDomain(ObjectName domain, DomainChange change) implements Statement {}

    record CreateSchema(String name) implements Statement {}

    record DropSchema(List<String> schemas, boolean cascade) implements Statement {
        public DropSchema {
            schemas = List.copyOf(schemas);
        }
    }

    record CreateExtension(String name) implements Statement {}

    record CreateSequence(ObjectName sequence) implements Statement {}

    /// `CREATE [OR REPLACE] [MATERIALIZED] VIEW`.
    ///
    /// @param withRows for a materialized view, whether it is filled at once
    record CreateView(ObjectName view, boolean materialized, boolean replace, String query, boolean withRows)
            implements Statement {}

    /// `DROP VIEW`, `DROP MATERIALIZED VIEW`, `DROP SEQUENCE`.
    record DropRelations(RelationKind kind, List<ObjectName> relations, boolean cascade, boolean missingAllowed)
            implements Statement {
        public DropRelations {
            relations = List.copyOf(relations);
        }
    }

    record RefreshMaterializedView(ObjectName view, boolean concurrently, boolean withRows) implements Statement {}

    /// A trigger, rule or policy of a table.
    ///
    /// @param definition     for DROP empty, else from the name on, the table included
    /// @param missingAllowed written `IF EXISTS`
    record TableObject(Verb verb, Kind kind, String name, ObjectName table, String definition, boolean missingAllowed)
            implements Statement {
        public enum Kind {
            TRIGGER,
            RULE,
            POLICY
        }
    }

    /// A function, role, publication, … : what locks no table but those named.
    ///
    /// @param kind   in capitals: `FUNCTION`
    /// @param tables those it names, as `CREATE PUBLICATION … FOR TABLE t` does
    /// @param text   all of it after verb and kind
    record OtherObject(Verb verb, String kind, List<ObjectName> tables, String text) implements Statement {
        public OtherObject {
            tables = List.copyOf(tables);
        }
    }

    /// `CREATE STATISTICS`.
    record CreateStatistics(String name, ObjectName table, String definition) implements Statement {}

    /// @param target as written: `COLUMN "public"."t"."c"`
    record Comment(String target) implements Statement {}

    /// `GRANT`, `REVOKE`.
    ///
    /// @param tables on which; none for privileges on other things
    record Grant(boolean revoke, List<ObjectName> tables, String text) implements Statement {
        public Grant {
            tables = List.copyOf(tables);
        }
    }

    /// `LOCK TABLE`.
    ///
    /// @param only without partitions and children
    record LockTables(List<ObjectName> tables, LockMode mode, boolean only) implements Statement {
        public LockTables {
            tables = List.copyOf(tables);
        }
    }

    /// `REINDEX INDEX | TABLE | SCHEMA | DATABASE | SYSTEM`.
    ///
    /// @param target for a schema or database its name is the object's
    record Reindex(String kind, ObjectName target, boolean concurrently) implements Statement {}

    /// @param tables none if all are meant
    record Vacuum(List<ObjectName> tables, boolean full, boolean analyze) implements Statement {
        public Vacuum {
            tables = List.copyOf(tables);
        }
    }

    /// @param tables none if all are meant
    record Analyze(List<ObjectName> tables) implements Statement {
        public Analyze {
            tables = List.copyOf(tables);
        }
    }

    /// `CLUSTER`: the table is written anew in the order of an index.
    record Cluster(Optional<ObjectName> table, Optional<String> index) implements Statement {}

    /// Writes rows.
    ///
    /// @param everyRow no condition says which
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

    /// `DO`: a block of procedural code, with what could be read of it.
    ///
    /// @param parts in their order, loops over constants written out
    /// @param whole whether all of it was understood
    record CodeBlock(List<Part> parts, boolean whole) implements Statement {
        public CodeBlock {
            parts = List.copyOf(parts);
        }

        /// All statements of it, also those that a branch may leave out.
        public List<ParsedStatement> statements() {
            return parts.stream().flatMap(part -> part.statement().stream()).toList();
        }

        /// @param conditions SQL that has to hold for it to be reached; an empty text for one that only shows while
        ///                   the block runs
        /// @param statement  also that of `EXECUTE` with a constant; none where an exception is raised
        public record Part(List<String> conditions, Optional<ParsedStatement> statement) {
            public Part {
                conditions = List.copyOf(conditions);
            }
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
