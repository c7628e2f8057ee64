package io.godwit.validator.pattern;

import io.godwit.model.catalog.ObjectName;
import io.godwit.model.plan.Action;
import io.godwit.model.plan.Step;
import io.godwit.model.statement.ParsedStatement;
import io.godwit.model.statement.Statement.ChangeRows.Operation;
import io.godwit.postgres.statement.RowDeletion;
import io.godwit.validator.facts.CatalogQuestions;
import io.godwit.validator.prediction.BatchableDelete;
import java.util.List;
import java.util.Optional;

/// A DELETE that somebody wrote for many rows of a table goes along its key, batch by batch.
public final class BatchedDelete implements SafePattern {
    @Override
    public String code() {
        return "GW109";
    }

    @Override
    public String explanation() {
        return "The rows are deleted in batches, each a transaction of its own: in one, all of them would stay locked to"
                + " its end, and replicas would fall behind.";
    }

    @Override
    public Optional<List<Step>> rewrite(
            Step step, ParsedStatement statement, Situation before, CatalogQuestions questions) {
        return WrittenRows.table(Operation.DELETE, step, statement, before)
                .flatMap(table -> RowDeletion.of(statement.text(), table.schema())
                        .filter(read -> read.table().equals(table)))
                .flatMap(deletion -> inBatches(step, deletion, before));
    }

    private static Optional<List<Step>> inBatches(Step step, RowDeletion deletion, Situation before) {
        ObjectName table = deletion.table();
        List<String> key = before.catalog().table(table).map(Steps::rowKey).orElse(List.of());
        BatchableDelete batchable = new BatchableDelete(deletion, before.setting());
        if (key.isEmpty()
                || !batchable.manyRows(WrittenRows.rows(table, before))
                || batchable.obstacle().isPresent()) {
            return Optional.empty();
        }
        Action rows = new Action.DeleteRows(table, key, deletion.condition().orElse("true"), WrittenRows.FIRST_BATCH);
        return Optional.of(new Steps(step)
                .add(step.phase(), step.title(), rows, step.rollback(), step.probe())
                .all());
    }
}
