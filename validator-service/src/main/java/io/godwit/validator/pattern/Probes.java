package io.godwit.validator.pattern;

import io.godwit.model.SqlName;
import io.godwit.model.catalog.ObjectName;

/// Queries of one boolean that tell from the catalog whether a step is done. They work whether or not the
/// table exists.
final class Probes {
    private Probes() {}

    static String column(ObjectName table, String column) {
        return "select exists (" + attribute(table, column) + ")";
    }

    static String hasDefault(ObjectName table, String column) {
        return "select exists (" + attribute(table, column) + " and a.atthasdef)";
    }

    static String identity(ObjectName table, String column) {
        return "select exists (" + attribute(table, column) + " and a.attidentity <> '')";
    }

    static String notNull(ObjectName table, String column) {
        return "select exists (" + attribute(table, column) + " and a.attnotnull)";
    }

    static String constraint(ObjectName table, String constraint) {
        return "select exists (" + constraintRow(table, constraint) + ")";
    }

    static String validated(ObjectName table, String constraint) {
        return "select exists (" + constraintRow(table, constraint) + " and k.convalidated)";
    }

    static String noConstraint(ObjectName table, String constraint) {
        return "select not exists (" + constraintRow(table, constraint) + ")";
    }

    /// Whether the index is there and valid; the leftover of a failed concurrent build is not.
    static String validIndex(ObjectName index) {
        return "select exists (" + indexRow(index) + " and i.indisvalid)";
    }

    static String noIndex(ObjectName index) {
        return "select not exists (" + indexRow(index) + ")";
    }

    /// Whether no row fulfils the condition.
    static String noRow(ObjectName table, String condition) {
        return "select not exists (select from " + table.sql() + " where " + condition + ")";
    }

    static String either(String one, String other) {
        return "select (" + one + ") or (" + other + ")";
    }

    static String both(String one, String other) {
        return "select (" + one + ") and (" + other + ")";
    }

    static String noColumn(ObjectName table, String column) {
        return "select not exists (" + attribute(table, column) + ")";
    }

    static String relationThere(ObjectName name) {
        return "select " + relation(name) + " is not null";
    }

    /// Whether an index is part of a partitioned table's.
    static String attached(ObjectName parent, ObjectName index) {
        return "select exists (select from pg_catalog.pg_inherits i where i.inhparent = " + relation(parent)
                + " and i.inhrelid = " + relation(index) + ")";
    }

    static String noRelation(ObjectName name) {
        return "select " + relation(name) + " is null";
    }

    static String trigger(ObjectName table, String trigger) {
        return "select exists (select from pg_catalog.pg_trigger t where t.tgrelid = " + relation(table)
                + " and t.tgname = " + SqlName.literal(trigger) + ")";
    }

    static String noTrigger(ObjectName table, String trigger) {
        return "select not (" + trigger(table, trigger) + ")";
    }

    private static String attribute(ObjectName table, String column) {
        return "select from pg_catalog.pg_attribute a where a.attrelid = " + relation(table) + " and a.attname = "
                + SqlName.literal(column) + " and not a.attisdropped";
    }

    private static String constraintRow(ObjectName table, String constraint) {
        return "select from pg_catalog.pg_constraint k where k.conrelid = " + relation(table) + " and k.conname = "
                + SqlName.literal(constraint);
    }

    private static String indexRow(ObjectName index) {
        return "select from pg_catalog.pg_index i where i.indexrelid = " + relation(index);
    }

    private static String relation(ObjectName name) {
        return "pg_catalog.to_regclass(" + SqlName.literal(name.sql()) + ")";
    }
}
