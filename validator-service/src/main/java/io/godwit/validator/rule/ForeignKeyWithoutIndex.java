package io.godwit.validator.rule;

import io.godwit.model.finding.Severity;
import io.godwit.model.statement.ConstraintDefinition;
import io.godwit.model.statement.Statement;
import io.godwit.model.statement.TableChange;
import java.util.stream.Stream;

/// The referencing columns have no index.
public final class ForeignKeyWithoutIndex implements Rule {
    @Override
    public String code() {
        return "GW114";
    }

    @Override
    public String title() {
        return "A foreign key without an index";
    }

    @Override
    public Stream<StatementFinding> check(CheckedStatement statement) {
        if (!(statement.statement() instanceof Statement.AlterTable alter)) {
            return Stream.empty();
        }
        return statement
                .changes(TableChange.AddConstraint.class)
                .map(TableChange.AddConstraint::constraint)
                .filter(ConstraintDefinition.ForeignKey.class::isInstance)
                .map(ConstraintDefinition.ForeignKey.class::cast)
                .filter(key -> statement
                        .setting()
                        .facts()
                        .relation(alter.table())
                        .filter(table -> !table.columns().isEmpty())
                        .map(table -> table.indexes().stream()
                                .noneMatch(index -> index.keys().size()
                                                >= key.columns().size()
                                        && index.keys()
                                                .subList(0, key.columns().size())
                                                .containsAll(key.columns())))
                        .orElse(false))
                .map(key -> statement
                        .finding(
                                code(),
                                Severity.WARNING,
                                "no index of " + alter.table() + " begins with " + String.join(", ", key.columns()),
                                "each DELETE and key UPDATE of " + key.referencedTable() + " reads " + alter.table()
                                        + " whole",
                                "create the index CONCURRENTLY first")
                        .informing());
    }
}
