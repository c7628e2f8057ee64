package io.godwit.model.plan;

/// Whether the statements of a step share a transaction.
public enum TransactionMode {
    /// All statements of the step in one transaction.
    TOGETHER,
    /// Each statement by itself, outside a transaction block.
    NONE
}
