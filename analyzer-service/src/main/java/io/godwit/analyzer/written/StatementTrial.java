package io.godwit.analyzer.written;

import io.godwit.model.catalog.Catalog;
import io.godwit.model.effect.StatementEffect;
import io.godwit.model.statement.ParsedStatement;
import java.util.Optional;

/// Tells what a statement does to a catalog.
public interface StatementTrial {

    /// @param after   the catalog the statement leaves behind
    /// @param refusal what PostgreSQL said, where it refused the statement
    record Result(Catalog after, Optional<String> refusal) {}

    Result tried(Catalog before, ParsedStatement statement);

    /// Worked out from the statement alone; nothing is refused.
    static StatementTrial onPaper() {
        return (before, statement) ->
                new Result(StatementEffect.after(before, statement.statement()), Optional.empty());
    }
}
