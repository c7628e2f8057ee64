package io.godwit.validator.statementrule;

import io.godwit.model.statement.Statement;
import java.util.stream.Stream;

/// A table is rewritten under ACCESS EXCLUSIVE.
public final class RewritesWhileOthersWait implements StatementRule {
    @Override
    public String code() {
        return "GW102";
    }

    @Override
    public String title() {
        return "A table is written anew while everyone waits";
    }

    @Override
    public Stream<StatementFinding> check(CheckedStatement statement) {
        if (statement.effect().rewritten().isEmpty() || statement.statement() instanceof Statement.Truncate) {
            return Stream.empty();
        }
        return Stream.of(new StatementFinding(
                code(),
                statement.severity(statement.effect().rewritten()),
                statement.blocking(),
                "writes " + CheckedStatement.names(statement.effect().rewritten()) + " anew while everyone waits",
                "every row is copied and every index built again under " + statement.lockedInWords(),
                "add a new column or table beside the old one, fill it in batches, then switch over",
                statement.evidence(statement.effect().rewritten())));
    }
}
