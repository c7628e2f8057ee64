package io.godwit.postgres.statement;

/// SQL text this package's grammar does not know. Becomes an `Unparsed` statement, never an error of the caller.
final class SyntaxProblem extends RuntimeException {
    SyntaxProblem(String reason) {
        super(reason);
    }

    String reason() {
        String message = getMessage();
        return message == null ? "not understood" : message;
    }
}
