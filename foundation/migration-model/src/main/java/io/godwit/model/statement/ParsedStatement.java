package io.godwit.model.statement;

/// A statement beside the text it was read from. The text is what runs; the statement is what is known about it.
///
/// @param text as written, without closing semicolon
public record ParsedStatement(String text, Statement statement) {}
