package io.godwit.validator.rule;

import io.godwit.model.catalog.ObjectName;
import io.godwit.model.finding.Severity;
import io.godwit.model.statement.Statement;
import io.godwit.postgres.statement.StatementParser;
import java.util.List;
import java.util.stream.Stream;

/// Rows are written in the transaction of a schema change, which holds a strong lock meanwhile.
public final class RowsInSchemaTransaction implements Rule {
    @Override
    public String code() {
        return "GW125";
    }

    @Override
    public String title() {
        return "Rows are written while a strong lock is held";
    }

    @Override
    public Stream<StatementFinding> check(CheckedStatement statement) {
        boolean writes = switch (statement.statement()) {
            case Statement.ChangeRows change -> statement.mayHoldRows(change.table());
            case Statement.CreateTableAs create -> create.withRows() && readsRows(create.query(), statement);
            case Statement.CreateView create ->
                create.materialized() && create.withRows() && readsRows(create.query(), statement);
            case Statement.RefreshMaterializedView refresh -> refresh.withRows();
            case Statement _ -> false;
        };
        return writes && !statement.earlier().held().isEmpty()
                ? Stream.of(statement
                        .finding(
                                code(),
                                Severity.WARNING,
                                "writes rows while " + statement.earlier().held() + " is held",
                                "others wait for the lock until the last row is written",
                                "write the rows in a transaction of its own")
                        .informing())
                : Stream.empty();
    }

    /// Whether a query that fills a new relation reads one that may hold rows.
    private static boolean readsRows(String query, CheckedStatement statement) {
        return new StatementParser(statement.setting().facts().schema())
                                .parse(query)
                                .statement()
                        instanceof Statement.Query(List<ObjectName> tables)
                && tables.stream().anyMatch(statement::mayHoldRows);
    }
}
