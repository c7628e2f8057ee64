package io.godwit.shadow.replay;

/// How a statement is replayed.
public enum Mode {
    /// By itself; its rows are compared.
    READ,
    /// In a transaction that is rolled back; its error and row count are compared.
    WRITE
}
