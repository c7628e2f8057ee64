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
        boolean inherited) {}
