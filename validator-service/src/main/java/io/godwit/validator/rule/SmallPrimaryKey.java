package io.godwit.validator.rule;

import io.godwit.model.finding.Severity;
import io.godwit.model.statement.ColumnDefinition;
import io.godwit.model.statement.ConstraintDefinition;
import io.godwit.model.statement.Statement;
import java.util.stream.Stream;

/// A primary key of a type that ends at two thousand million or before.
public final class SmallPrimaryKey implements Rule {
    @Override
    public String code() {
        return "GW131";
    }

    @Override
    public String title() {
        return "A primary key that runs out";
    }

    @Override
    public Stream<StatementFinding> check(CheckedStatement statement) {
        boolean small = statement
                .newColumns()
                .anyMatch(column -> isKey(statement, column)
                        && column.type()
                                .matches("(?i)int|int4|integer|serial|serial4|smallint|int2|smallserial|serial2"));
        return small
                ? Stream.of(statement
                        .finding(
                                code(),
                                Severity.INFO,
                                "the primary key is no bigint",
                                "inserts fail on the day it runs out, and making it bigint then rewrites the table and all that refer to it",
                                "use bigint for keys of tables that grow")
                        .informing())
                : Stream.empty();
    }

    private static boolean isKey(CheckedStatement statement, ColumnDefinition column) {
        boolean inline = column.constraints().stream().anyMatch(ConstraintDefinition.PrimaryKey.class::isInstance);
        return inline
                || statement.statement() instanceof Statement.CreateTable create
                        && create.constraints().stream()
                                .anyMatch(constraint -> constraint instanceof ConstraintDefinition.PrimaryKey key
                                        && key.columns().contains(column.name()));
    }
}
