package io.godwit.postgres.usage;

/// A query that could be planned before a change and cannot after it.
///
/// @param query     which
/// @param statement the one of the change after which it fails: its place in the list, counted from 0
/// @param problem   what PostgreSQL says; it names what is missing
public record BrokenQuery(UsedQuery query, int statement, String problem) {}
