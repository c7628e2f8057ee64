package io.godwit.validator.rule;

import io.godwit.model.statement.Statement;
import java.util.stream.Stream;

/// A table is read whole under a lock that writers wait for.
public final class ReadsWhileOthersWait implements Rule {
    @Override
    public String code() {
        return "GW103";
    }

    @Override
    public String title() {
        return "A table is read whole while others wait";
    }

    @Override
    public Stream<StatementFinding> check(CheckedStatement statement) {
        boolean index = statement.statement() instanceof Statement.CreateIndex
                || statement.statement() instanceof Statement.Reindex;
        if (statement.blocking() != Blocking.LONG
                || !statement.effect().rewritten().isEmpty()
                || statement.effect().scanned().isEmpty()
                || index) {
            return Stream.empty();
        }
        return Stream.of(new StatementFinding(
                code(),
                statement.severity(statement.effect().scanned()),
                Blocking.LONG,
                "reads " + CheckedStatement.names(statement.effect().scanned()) + " whole while others wait",
                "the rows are verified under " + statement.lockedInWords(),
                WithoutWaiting.of(statement.statement()),
                statement.evidence(statement.effect().scanned())));
    }
}
