package io.godwit.validator.pattern;

import io.godwit.model.catalog.ObjectName;
import io.godwit.model.plan.Step;
import io.godwit.model.statement.ParsedStatement;
import io.godwit.model.statement.Statement;
import io.godwit.model.statement.TableChange;
import io.godwit.validator.facts.CatalogQuestions;
import java.util.List;
import java.util.Optional;

/// SET NOT NULL on a table with rows: a check proves it first, while others work (PostgreSQL documentation, ALTER
/// TABLE: the scan is skipped if a valid check proves that no NULL can exist).
public final class ProvenNotNull implements SafePattern {
    @Override
    public String code() {
        return "GW103";
    }

    @Override
    public String explanation() {
        return "A check is validated first, while others work; SET NOT NULL alone would read the whole table under"
                + " ACCESS EXCLUSIVE.";
    }

    @Override
    public Optional<List<Step>> rewrite(
            Step step, ParsedStatement statement, Situation before, CatalogQuestions questions) {
        if (!(statement.statement()
                        instanceof
                        Statement.AlterTable(ObjectName table, List<TableChange> changes, boolean _, boolean _))
                || changes.size() != 1
                || !(changes.getFirst() instanceof TableChange.SetNotNull(String column))
                || !before.mayHoldRows(table)
                || before.provenNotNull(table, column)) {
            return Optional.empty();
        }
        return Optional.of(new Steps(step)
                .setNotNull(step.phase(), table, column, step.rollback())
                .all());
    }
}
