package io.godwit.validator.rule;

import io.godwit.model.catalog.ObjectName;
import io.godwit.model.finding.Severity;
import io.godwit.model.statement.Statement;
import io.godwit.model.statement.TableChange;
import io.godwit.model.statement.Verb;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Rows or values go away for good.
public final class DataGoes implements Rule {
    private static final Pattern CASCADE = Pattern.compile("(?i)\\bcascade\\s*$");

    @Override
    public String code() {
        return "GW107";
    }

    @Override
    public String title() {
        return "Data is deleted";
    }

    @Override
    public Stream<StatementFinding> check(CheckedStatement statement) {
        return switch (statement.statement()) {
            case Statement.DropTable drop -> tables(statement, drop.tables().stream(), "the table ");
            case Statement.Truncate truncate -> tables(statement, truncate.tables().stream(), "the rows of ");
            case Statement.DropSchema drop ->
                Stream.of(lost(statement, "the schema " + String.join(", ", drop.schemas()) + " with what is in it"));
            case Statement.DropType drop
            when drop.cascade() ->
                Stream.of(lost(
                        statement, "all columns of the type " + drop.types().getFirst()));
            case Statement.ChangeRows change
            when change.operation() == Statement.ChangeRows.Operation.DELETE && change.everyRow() ->
                tables(statement, Stream.of(change.table()), "the rows of ");
            case Statement.OtherObject object
            when object.verb() == Verb.DROP && object.kind().equals("DATABASE") ->
                Stream.of(lost(statement, "the database " + object.text().strip()));
            case Statement.OtherObject object
            when object.verb() == Verb.DROP
                    && object.kind().equals("EXTENSION")
                    && CASCADE.matcher(object.text()).find() ->
                Stream.of(lost(statement, "all columns and indexes that need an extension which goes"));
            case Statement.AlterTable alter ->
                statement
                        .changes(TableChange.DropColumn.class)
                        .filter(_ -> statement.mayHoldRows(alter.table()))
                        .filter(drop -> !statement.setting().changed().isEmpty(alter.table(), drop.column()))
                        .map(drop -> lost(
                                statement,
                                "the column " + alter.table() + "." + drop.column() + " with what it holds",
                                alter.table()));
            case Statement _ -> Stream.empty();
        };
    }

    private Stream<StatementFinding> tables(CheckedStatement statement, Stream<ObjectName> tables, String what) {
        return tables.filter(statement::mayHoldRows).map(table -> lost(statement, what + table, table));
    }

    private StatementFinding lost(CheckedStatement statement, String what, ObjectName... tables) {
        return statement.finding(
                code(),
                Severity.DANGER,
                "deletes " + what,
                "a rollback brings back the schema, not the values; code that still names it fails at once",
                "deploy the code that no longer uses it, watch, keep a copy, then drop",
                tables);
    }
}
