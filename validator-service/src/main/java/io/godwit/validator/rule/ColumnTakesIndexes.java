package io.godwit.validator.rule;

import io.godwit.model.finding.Severity;
import io.godwit.model.statement.Statement;
import io.godwit.model.statement.TableChange;
import io.godwit.validator.facts.Relation;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A dropped column takes indexes, keys and foreign keys with it, without a word.
public final class ColumnTakesIndexes implements Rule {
    @Override
    public String code() {
        return "GW123";
    }

    @Override
    public String title() {
        return "A dropped column takes more with it";
    }

    @Override
    public Stream<StatementFinding> check(CheckedStatement statement) {
        if (!(statement.statement() instanceof Statement.AlterTable alter)) {
            return Stream.empty();
        }
        return statement.setting().facts().relation(alter.table()).stream()
                .flatMap(table -> statement
                        .changes(TableChange.DropColumn.class)
                        .flatMap(drop -> goesToo(statement, table, drop.column())));
    }

    private Stream<StatementFinding> goesToo(CheckedStatement statement, Relation table, String column) {
        String gone = Stream.concat(
                        table.indexes().stream()
                                .filter(index -> index.columns().contains(column))
                                .map(index -> index.name().name()),
                        table.foreignKeys()
                                .filter(key -> key.columns().contains(column))
                                .map(key -> key.name()))
                .collect(Collectors.joining(", "));
        return gone.isEmpty()
                ? Stream.empty()
                : Stream.of(statement
                        .finding(
                                code(),
                                Severity.WARNING,
                                "takes " + gone + " with the column " + column,
                                "what an index of several columns made fast or unique no longer is",
                                "look at each of them, and build what is still needed first")
                        .informing());
    }
}
