package io.godwit.validator.facts;

/// A column as `pg_attribute` has it.
///
/// @param type       as `format_type` prints it
/// @param typeOid    of the column's own type, which may be a domain
/// @param notNull    whether it is marked NOT NULL and all rows are known to keep to it
/// @param marked     whether it is marked NOT NULL, if only for rows written from now on (PostgreSQL 18)
/// @param generated  `s` stored, `v` virtual, empty for an ordinary column
/// @param identity   `a` always, `d` by default, empty for none
/// @param collation  its oid; 0 for none
/// @param inherited  whether a parent table has it too
public record ColumnFacts(
        String name,
        String type,
        long typeOid,
        boolean notNull,
        boolean marked,
        String defaultExpression,
        String generated,
        String identity,
        long collation,
        boolean inherited) {

    /// One that a statement adds.
    public static ColumnFacts added(String name, String type, boolean notNull, String defaultExpression) {
        return new ColumnFacts(name, type, 0, notNull, notNull, defaultExpression, "", "", 0, false);
    }

    public ColumnFacts named(String newName) {
        return new ColumnFacts(
                newName, type, typeOid, notNull, marked, defaultExpression, generated, identity, collation, inherited);
    }

    public ColumnFacts withType(String newType) {
        return new ColumnFacts(
                name, newType, 0, notNull, marked, defaultExpression, generated, identity, collation, inherited);
    }

    public ColumnFacts withNotNull(boolean required) {
        return new ColumnFacts(
                name, type, typeOid, required, required, defaultExpression, generated, identity, collation, inherited);
    }

    public ColumnFacts withDefault(String expression) {
        return new ColumnFacts(
                name, type, typeOid, notNull, marked, expression, generated, identity, collation, inherited);
    }

    public ColumnFacts withGeneration(String newGenerated, String newIdentity) {
        return new ColumnFacts(
                name,
                type,
                typeOid,
                notNull,
                marked,
                defaultExpression,
                newGenerated,
                newIdentity,
                collation,
                inherited);
    }

    public ColumnFacts asInherited() {
        return new ColumnFacts(
                name, type, typeOid, notNull, marked, defaultExpression, generated, identity, collation, true);
    }
}
