package io.godwit.validator.rule;

/// What statements before one, in the same transaction, hold while it runs.
///
/// @param held strong locks of the last one that took any, in words; empty if none did
public record Earlier(String held) {

    public static Earlier nothing() {
        return new Earlier("");
    }

    public Earlier and(CheckedStatement statement) {
        return statement.blocking() == Blocking.NONE ? this : new Earlier(statement.lockedInWords());
    }
}
