package io.godwit.shadow.plan;

import java.sql.SQLException;

/// A statement of a step that PostgreSQL refused.
final class StatementFailed extends Exception {
    private final String statement;

    StatementFailed(String statement, SQLException cause) {
        super(PostgresMessage.of(cause), cause);
        this.statement = statement;
    }

    StatementFailed(String statement, String reason) {
        super(reason);
        this.statement = statement;
    }

    String statement() {
        return statement;
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
