package io.godwit.validator.rule;

import io.godwit.model.finding.Severity;
import java.util.stream.Stream;

/// PostgreSQL refuses the statement: it cannot run as it is written, whatever the load.
public final class PostgresRefuses implements Rule {
    @Override
    public String code() {
        return "GW101";
    }

    @Override
    public String title() {
        return "PostgreSQL refuses the statement";
    }

    @Override
    public Stream<StatementFinding> check(CheckedStatement statement) {
        return statement.effect().error().stream()
                .map(error -> statement
                        .finding(
                                code(),
                                Severity.DANGER,
                                "PostgreSQL refuses this: " + error,
                                "the migration stops here; what ran before it may be left half done",
                                "mend the statement, or the order of the statements")
                        .rejecting());
    }
}
