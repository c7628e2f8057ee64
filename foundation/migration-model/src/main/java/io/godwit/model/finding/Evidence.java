package io.godwit.model.finding;

/// A fact that supports a finding.
///
/// @param fact in plain words with its figures
public record Evidence(Provenance provenance, String fact) {}
