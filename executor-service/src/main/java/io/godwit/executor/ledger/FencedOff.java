package io.godwit.executor.ledger;

/// Another executor has taken this database over: this one must stop at once.
public final class FencedOff extends RuntimeException {
    public FencedOff(String holder) {
        super("another executor has taken over: " + holder);
    }
}
