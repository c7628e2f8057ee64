package io.godwit.model.finding;

/// How much a finding matters to the running system, least first.
public enum Severity {
    INFO,
    WARNING,
    DANGER
}
