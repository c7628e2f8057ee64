package io.godwit.validator.pattern;

import io.godwit.model.catalog.ObjectName;
import io.godwit.model.plan.Action;
import io.godwit.model.plan.Step;
import io.godwit.model.statement.ParsedStatement;
import io.godwit.model.statement.Statement;
import io.godwit.postgres.statement.RowDeletion;
import io.godwit.postgres.statistics.TableStatistics;
import io.godwit.validator.facts.CatalogQuestions;
import io.godwit.validator.prediction.BatchableDelete;
import java.util.List;
import java.util.Optional;

/// A DELETE that somebody wrote for many rows of a table goes along its key, batch by batch.
public final class BatchedDelete implements SafePattern {
    private static final int FIRST_BATCH = 1000;

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
        if (!(step.action() instanceof Action.RunSql)
                || !(statement.statement()
                        instanceof
                        Statement.ChangeRows(Statement.ChangeRows.Operation operation, ObjectName name, boolean _))
                || operation != Statement.ChangeRows.Operation.DELETE
                || !before.mayHoldRows(name)) {
            return Optional.empty();
        }
        Optional<RowDeletion> deletion = RowDeletion.of(statement.text(), name.schema())
                .filter(read -> read.table().equals(name));
        List<String> key = before.catalog().table(name).map(Steps::rowKey).orElse(List.of());
        if (deletion.isEmpty() || key.isEmpty()) {
            return Optional.empty();
        }
        BatchableDelete batchable = new BatchableDelete(deletion.get(), before.setting());
        long rows = before.statistics().table(name).map(TableStatistics::rows).orElse(-1L);
        if (!batchable.manyRows(rows) || batchable.obstacle().isPresent()) {
            return Optional.empty();
        }
        Action inBatches =
                new Action.DeleteRows(name, key, deletion.get().condition().orElse("true"), FIRST_BATCH);
        return Optional.of(new Steps(step)
                .add(step.phase(), step.title(), inBatches, step.rollback(), step.probe())
                .all());
    }
}
