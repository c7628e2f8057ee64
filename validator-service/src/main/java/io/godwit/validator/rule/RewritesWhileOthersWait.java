package io.godwit.validator.rule;

import io.godwit.model.statement.Statement;
import io.godwit.model.statement.TableChange;
import java.util.stream.Stream;

/// A table is rewritten under ACCESS EXCLUSIVE.
public final class RewritesWhileOthersWait implements Rule {
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
        boolean added = statement
                .changes(TableChange.AddColumn.class)
                .anyMatch(add -> add.column().defaultExpression().isPresent());
        return Stream.of(new StatementFinding(
                code(),
                statement.severity(statement.effect().rewritten()),
                statement.blocking(),
                "writes " + CheckedStatement.names(statement.effect().rewritten()) + " anew while everyone waits",
                added
                        ? "the default differs from row to row, so every row is written and every index built again under "
                                + statement.lockedInWords()
                        : "every row is copied and every index built again under " + statement.lockedInWords(),
                added
                        ? "add the column without default, set the default, fill existing rows in batches"
                        : "add a new column or table beside the old one, fill it in batches, then switch over",
                statement.evidence(statement.effect().rewritten())));
    }
}
