package io.godwit.model.planning;

import io.godwit.model.SqlName;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.change.SchemaChange.ReplaceEnum;
import java.util.List;
import java.util.stream.Collectors;

/// Queries of one boolean that tell from the catalog whether a step is done.
final class Probes {
    private Probes() {}

    static String schemaExists(String schema) {
        return exists("pg_catalog.pg_namespace WHERE nspname = " + SqlName.literal(schema));
    }

    static String extensionExists(String extension) {
        return exists("pg_catalog.pg_extension WHERE extname = " + SqlName.literal(extension));
    }

    static String tableExists(ObjectName table) {
        return "SELECT " + oid(table) + " IS NOT NULL";
    }

    static String typeExists(ObjectName type) {
        return "SELECT " + typeOid(type) + " IS NOT NULL";
    }

    static String labelExists(ObjectName type, String label) {
        return exists(
                "pg_catalog.pg_enum WHERE enumtypid = " + typeOid(type) + " AND enumlabel = " + SqlName.literal(label));
    }

    /// Whether a removed label is gone, or else the labels have their order.
    static String replaced(ReplaceEnum change) {
        ObjectName type = change.after().name();
        return change.removed().stream()
                .findFirst()
                .map(label -> not(labelExists(type, label)))
                .orElseGet(() -> hasLabels(type, change.after().labels()));
    }

    /// Whether the enum has these labels in this order, others between them or not.
    private static String hasLabels(ObjectName type, List<String> labels) {
        String all = labels.stream().map(SqlName::literal).collect(Collectors.joining(", ", "ARRAY[", "]::text[]"));
        return "SELECT " + all + " = ARRAY(SELECT enumlabel::text FROM pg_catalog.pg_enum WHERE enumtypid = "
                + typeOid(type) + " AND enumlabel = ANY (" + all + ") ORDER BY enumsortorder)";
    }

    static String columnExists(ObjectName table, String column) {
        return exists(columnOf(table, column));
    }

    static String columnIsNotNull(ObjectName table, String column) {
        return exists(columnOf(table, column) + " AND attnotnull");
    }

    static String columnIsNullable(ObjectName table, String column) {
        return exists(columnOf(table, column) + " AND NOT attnotnull");
    }

    static String columnHasNoDefault(ObjectName table, String column) {
        return exists(columnOf(table, column) + " AND NOT atthasdef");
    }

    /// @param type as `format_type` prints it; a user's own type is qualified only under an empty `search_path`,
    /// so the types are compared by their ids, and their modifiers by their print
    static String columnHasType(ObjectName table, String column, String type) {
        String printed = type.replaceFirst(" COLLATE .*", "");
        String bare = printed.replaceFirst("\\([0-9, ]+\\)", "");
        String modifier = printed.equals(bare)
                ? "atttypmod = -1"
                : "pg_catalog.format_type(atttypid, atttypmod) = " + SqlName.literal(printed);
        return exists(columnOf(table, column) + " AND atttypid = pg_catalog.to_regtype(" + SqlName.literal(bare)
                + ") AND " + modifier);
    }

    static String indexIsValid(ObjectName index) {
        return exists("pg_catalog.pg_index WHERE indexrelid = " + oid(index) + " AND indisvalid");
    }

    static String constraintExists(ObjectName table, String constraint) {
        return exists("pg_catalog.pg_constraint WHERE conrelid = " + oid(table) + " AND conname = "
                + SqlName.literal(constraint));
    }

    static String not(String probe) {
        return "SELECT NOT (" + probe + ")";
    }

    private static String columnOf(ObjectName table, String column) {
        return "pg_catalog.pg_attribute WHERE attrelid = " + oid(table) + " AND attname = " + SqlName.literal(column)
                + " AND NOT attisdropped";
    }

    private static String exists(String fromAndWhere) {
        return "SELECT EXISTS (SELECT 1 FROM " + fromAndWhere + ")";
    }

    private static String oid(ObjectName relation) {
        return "pg_catalog.to_regclass(" + SqlName.literal(relation.sql()) + ")";
    }

    private static String typeOid(ObjectName type) {
        return "pg_catalog.to_regtype(" + SqlName.literal(type.sql()) + ")";
    }
}
