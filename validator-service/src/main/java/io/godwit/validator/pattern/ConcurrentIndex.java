package io.godwit.validator.pattern;

import io.godwit.model.catalog.ObjectName;
import io.godwit.model.plan.Action;
import io.godwit.model.plan.Rollback;
import io.godwit.model.plan.Step;
import io.godwit.model.statement.ParsedStatement;
import io.godwit.model.statement.Statement;
import io.godwit.validator.facts.CatalogQuestions;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// CREATE INDEX on a table with rows becomes CREATE INDEX CONCURRENTLY. `IF NOT EXISTS` goes: over the invalid leftover
/// of a failed build it reports success.
public final class ConcurrentIndex implements SafePattern {
    private static final Pattern BEGINNING =
            Pattern.compile("(?i)^create\\s+(unique\\s+)?index\\s+(concurrently\\s+)?(if\\s+not\\s+exists\\s+)?");

    @Override
    public String code() {
        return "GW104";
    }

    @Override
    public String explanation() {
        return "The index is built CONCURRENTLY, outside a transaction: a plain build would make writers wait to its end.";
    }

    @Override
    public Optional<List<Step>> rewrite(
            Step step, ParsedStatement statement, Situation before, CatalogQuestions questions) {
        if (!(statement.statement() instanceof Statement.CreateIndex create)
                || create.name().isEmpty()
                || !before.mayHoldRows(create.table())
                || before.isPartitioned(create.table())
                || step.action() instanceof Action.BuildIndexConcurrently) {
            return Optional.empty();
        }
        ObjectName index = create.table().sibling(create.name().get());
        return Optional.of(new Steps(step)
                .add(
                        step.phase(),
                        step.title(),
                        new Action.BuildIndexConcurrently(index, concurrently(statement.text())),
                        Rollback.losslessAlone("DROP INDEX CONCURRENTLY IF EXISTS " + index.sql()),
                        Probes.validIndex(index))
                .all());
    }

    /// The statement with CONCURRENTLY, and without IF NOT EXISTS.
    static String concurrently(String createIndex) {
        return BEGINNING
                .matcher(createIndex.strip())
                .replaceFirst(match -> "CREATE " + (match.group(1) == null ? "" : "UNIQUE ") + "INDEX CONCURRENTLY ");
    }
}
