package io.godwit.validator.rule;

import io.godwit.model.catalog.ObjectName;
import io.godwit.model.finding.Severity;
import io.godwit.model.statement.Statement;
import io.godwit.model.statement.Statement.ChangeRows.Operation;
import io.godwit.postgres.statement.RowDeletion;
import io.godwit.postgres.statement.RowUpdate;
import io.godwit.postgres.statistics.TableStatistics;
import io.godwit.validator.prediction.BatchableDelete;
import io.godwit.validator.prediction.BatchableUpdate;
import java.util.Optional;
import java.util.stream.Stream;

/// UPDATE or DELETE without WHERE, and one whose WHERE leaves many rows of a large table. Godwit's own plans have
/// none where the rows can be written in batches; where they cannot, the finding says why.
public final class EveryRowAtOnce implements Rule {
    /// Fewer rows are written before anybody notices.
    private static final long LARGE = 20_000;

    @Override
    public String code() {
        return "GW109";
    }

    @Override
    public String title() {
        return "Every row is written in one transaction";
    }

    @Override
    public Stream<StatementFinding> check(CheckedStatement statement) {
        if (!(statement.statement()
                        instanceof Statement.ChangeRows(Operation operation, ObjectName table, boolean everyRow))
                || operation == Operation.INSERT
                || !statement.mayHoldRows(table)) {
            return Stream.empty();
        }
        Optional<BatchableUpdate> update = RowUpdate.of(statement.parsed().text(), table.schema())
                .filter(_ -> operation == Operation.UPDATE)
                .map(read -> new BatchableUpdate(read, statement.setting()));
        Optional<BatchableDelete> delete = RowDeletion.of(statement.parsed().text(), table.schema())
                .filter(_ -> operation == Operation.DELETE)
                .map(read -> new BatchableDelete(read, statement.setting()));
        Optional<Long> rows = statement.statistics().table(table).map(TableStatistics::rows);
        boolean large = rows.map(known -> known >= LARGE).orElse(false);
        if (!everyRow
                && !(large
                        && (update.map(read -> read.manyRows(rows.orElse(-1L))).orElse(false)
                                || delete.map(read -> read.manyRows(rows.orElse(-1L)))
                                        .orElse(false)))) {
            return Stream.empty();
        }
        Optional<String> obstacle =
                update.flatMap(BatchableUpdate::obstacle).or(() -> delete.flatMap(BatchableDelete::obstacle));
        Severity severity = Busyness.severity(statement.statistics(), table);
        return Stream.of(statement.finding(
                code(),
                severity == Severity.DANGER && large ? Severity.DANGER : Severity.WARNING,
                "writes " + (everyRow ? "every row" : "many rows") + " of " + table + " in one transaction",
                "the rows stay locked until it ends, the table bloats, replicas fall behind"
                        + obstacle.map(why -> "; it cannot be run in batches as it is: " + why)
                                .orElse(""),
                "write in batches of some thousand rows, each its own transaction",
                table));
    }
}
