package io.godwit.validator.rule;

import io.godwit.model.finding.Severity;
import io.godwit.model.statement.ColumnDefinition;
import io.godwit.model.statement.Statement;
import io.godwit.model.statement.TableChange;
import io.godwit.postgres.statement.CutNames;
import java.util.Map;
import java.util.stream.Stream;

/// A new name longer than the 63 bytes PostgreSQL keeps.
public final class LongName implements Rule {
    @Override
    public String code() {
        return "GW133";
    }

    @Override
    public String title() {
        return "A name that is cut";
    }

    @Override
    public Stream<StatementFinding> check(CheckedStatement statement) {
        Map<String, String> cut = CutNames.in(statement.parsed().text());
        return Stream.concat(
                        newNames(statement.statement()), statement.newColumns().map(ColumnDefinition::name))
                .filter(cut::containsKey)
                .map(name -> statement
                        .finding(
                                code(),
                                Severity.WARNING,
                                "the name " + cut.getOrDefault(name, name)
                                        + " has more than 63 bytes, and PostgreSQL cuts it",
                                "two names may become the same, and code that looks for the long one does not find it",
                                "shorten it")
                        .informing());
    }

    private static Stream<String> newNames(Statement statement) {
        return switch (statement) {
            case Statement.CreateTable create ->
                Stream.concat(
                        Stream.of(create.table().name()),
                        create.constraints().stream().flatMap(constraint -> constraint.name().stream()));
            case Statement.CreateIndex create -> create.name().stream();
            case Statement.CreateEnum create -> Stream.of(create.type().name());
            case Statement.AlterTable alter -> alter.changes().stream().flatMap(LongName::newNames);
            case Statement _ -> Stream.empty();
        };
    }

    private static Stream<String> newNames(TableChange change) {
        return switch (change) {
            case TableChange.AddConstraint add -> add.constraint().name().stream();
            case TableChange.RenameColumn rename -> Stream.of(rename.newName());
            case TableChange.RenameTable rename -> Stream.of(rename.newName());
            case TableChange.RenameConstraint rename -> Stream.of(rename.newName());
            case TableChange _ -> Stream.empty();
        };
    }
}
