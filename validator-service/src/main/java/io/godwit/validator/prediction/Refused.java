package io.godwit.validator.prediction;

/// PostgreSQL refuses the statement. Ends a prediction; never leaves this package.
final class Refused extends RuntimeException {
    private final String reason;

    Refused(String reason) {
        super(reason);
        this.reason = reason;
    }

    /// In PostgreSQL's words.
    String reason() {
        return reason;
    }
}
