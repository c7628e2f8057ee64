package io.godwit.analyzer.query;

import io.godwit.model.SourceLocation;

/// A query of which nothing is known only at run time.
///
/// @param sql      as PostgreSQL can plan it
/// @param location where it begins
public record WholeQuery(String sql, SourceLocation location) {}
