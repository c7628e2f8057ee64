package io.godwit.postgres.statement;

import java.util.OptionalInt;

/// SQL text this package's grammar does not know. Becomes an `Unparsed` statement, never an error of the caller.
final class SyntaxProblem extends RuntimeException {
    private static final int SOMEWHERE = -1;
    private static final int THE_END = -2;

    private final int at;

    SyntaxProblem(String reason) {
        this(reason, SOMEWHERE);
    }

    private SyntaxProblem(String reason, int at) {
        super(reason);
        this.at = at;
    }

    /// What is opened here has no end.
    static SyntaxProblem unclosed(String what, int at) {
        return new SyntaxProblem("the " + what + " at character " + (at + 1) + " is not closed", at);
    }

    /// The text ends where more has to come.
    static SyntaxProblem atTheEnd(String reason) {
        return new SyntaxProblem(reason, THE_END);
    }

    String reason() {
        String message = getMessage();
        return message == null ? "not understood" : message;
    }

    /// Where that begins which is not closed.
    OptionalInt unclosed() {
        return at >= 0 ? OptionalInt.of(at) : OptionalInt.empty();
    }

    boolean isAtTheEnd() {
        return at == THE_END;
    }
}
