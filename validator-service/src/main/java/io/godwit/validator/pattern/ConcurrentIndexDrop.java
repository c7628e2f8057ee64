package io.godwit.validator.pattern;

import io.godwit.model.catalog.ObjectName;
import io.godwit.model.plan.Action;
import io.godwit.model.plan.Rollback;
import io.godwit.model.plan.Step;
import io.godwit.model.plan.TransactionMode;
import io.godwit.model.statement.ParsedStatement;
import io.godwit.model.statement.Statement;
import io.godwit.validator.facts.CatalogQuestions;
import java.util.List;
import java.util.Optional;

/// DROP INDEX becomes DROP INDEX CONCURRENTLY, and its undo builds the index concurrently again.
public final class ConcurrentIndexDrop implements SafePattern {
    @Override
    public String code() {
        return "GW105";
    }

    @Override
    public String explanation() {
        return "The index is dropped CONCURRENTLY: a plain drop takes ACCESS EXCLUSIVE on the table.";
    }

    @Override
    public Optional<List<Step>> rewrite(
            Step step, ParsedStatement statement, Situation before, CatalogQuestions questions) {
        if (!(statement.statement() instanceof Statement.DropIndex drop)
                || drop.concurrently()
                || drop.indexes().size() != 1) {
            return Optional.empty();
        }
        ObjectName index = drop.indexes().getFirst();
        boolean droppable = before.tableOfIndex(index)
                .filter(table -> table.index(index.name()).isPresent())
                .filter(table -> before.isLive(table.name()) && !before.isPartitioned(table.name()))
                .isPresent();
        if (!droppable) {
            return Optional.empty();
        }
        return Optional.of(new Steps(step)
                .add(
                        step.phase(),
                        step.title(),
                        Action.RunSql.alone("DROP INDEX CONCURRENTLY IF EXISTS " + index.sql()),
                        concurrently(step.rollback()),
                        Probes.noIndex(index))
                .all());
    }

    private static Rollback concurrently(Rollback rollback) {
        List<String> statements = rollback.statements().stream()
                .map(ConcurrentIndex::concurrently)
                .toList();
        return new Rollback(rollback.reversibility(), statements, TransactionMode.NONE, rollback.note());
    }
}
