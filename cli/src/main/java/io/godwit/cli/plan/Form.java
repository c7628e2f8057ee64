package io.godwit.cli.plan;

/// The form in which a migration is written.
public enum Form {
    /// The simplest statements that lead there.
    PLAIN,
    /// Statements that block nobody on a busy database.
    SAFE
}
