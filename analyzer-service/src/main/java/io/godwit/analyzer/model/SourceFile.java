package io.godwit.analyzer.model;

/// A file of one side of a change.
///
/// @param path inside the repository, with forward slashes
public record SourceFile(String path, String text) {}
