package io.godwit.postgres.statement;

import io.godwit.model.statement.ParsedStatement;

/// A statement and where it begins in its script.
///
/// @param offset of its first character, from 0
public record LocatedStatement(ParsedStatement parsed, int offset) {}
