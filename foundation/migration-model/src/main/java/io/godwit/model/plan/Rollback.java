package io.godwit.model.plan;

import java.util.List;

/// How a step is undone.
///
/// @param statements  in the order in which they run; empty if nothing is to be done or nothing can be
/// @param transaction how they share transactions
/// @param note        what is lost, or why the step cannot be undone; empty for a lossless undo
public record Rollback(Reversibility reversibility, List<String> statements, TransactionMode transaction, String note) {
    public Rollback {
        statements = List.copyOf(statements);
        if (reversibility != Reversibility.LOSSLESS && note.isBlank()) {
            throw new IllegalArgumentException("an undo that is not lossless says why");
        }
    }

    public static Rollback lossless(String... statements) {
        return new Rollback(Reversibility.LOSSLESS, List.of(statements), TransactionMode.TOGETHER, "");
    }

    /// A lossless undo whose one statement runs outside a transaction block.
    public static Rollback losslessAlone(String statement) {
        return new Rollback(Reversibility.LOSSLESS, List.of(statement), TransactionMode.NONE, "");
    }

    public static Rollback lossy(String note, String... statements) {
        return new Rollback(Reversibility.LOSSY, List.of(statements), TransactionMode.TOGETHER, note);
    }

    public static Rollback impossible(String why) {
        return new Rollback(Reversibility.IMPOSSIBLE, List.of(), TransactionMode.TOGETHER, why);
    }
}
