package io.godwit.validator.rule;

import io.godwit.model.finding.Severity;
import io.godwit.model.statement.ConstraintDefinition;
import io.godwit.model.statement.Statement;
import java.util.stream.Stream;

/// A new table has no primary key.
public final class NoPrimaryKey implements Rule {
    @Override
    public String code() {
        return "GW132";
    }

    @Override
    public String title() {
        return "A table without a primary key";
    }

    @Override
    public Stream<StatementFinding> check(CheckedStatement statement) {
        boolean without = statement.statement() instanceof Statement.CreateTable create
                && !create.shape().temporary()
                && create.shape().partitionOf().isEmpty()
                && create.shape().inherits().isEmpty()
                && create.shape().like().isEmpty()
                && !create.columns().isEmpty()
                && create.constraints().stream().noneMatch(ConstraintDefinition.PrimaryKey.class::isInstance)
                && create.columns().stream()
                        .flatMap(column -> column.constraints().stream())
                        .noneMatch(ConstraintDefinition.PrimaryKey.class::isInstance);
        return without
                ? Stream.of(statement
                        .finding(
                                code(),
                                Severity.WARNING,
                                "makes a table without a primary key",
                                "logical replication cannot update or delete its rows, and batches have nothing to walk along",
                                "give it a primary key")
                        .informing())
                : Stream.empty();
    }
}
