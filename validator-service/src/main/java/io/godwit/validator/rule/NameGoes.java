package io.godwit.validator.rule;

import io.godwit.model.catalog.ObjectName;
import io.godwit.model.finding.Severity;
import io.godwit.model.statement.Statement;
import io.godwit.model.statement.TableChange;
import io.godwit.model.statement.Verb;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A rename: code that uses the old name fails from the moment it runs, code that uses the new one fails until then.
public final class NameGoes implements Rule {
    /// What queries name.
    private static final Set<String> NAMED =
            Set.of("SCHEMA", "VIEW", "MATERIALIZED VIEW", "FUNCTION", "PROCEDURE", "ROUTINE", "SEQUENCE", "DATABASE");

    private static final Pattern MOVED = Pattern.compile(
            "(?is)^\\s*(?:if\\s+exists\\s+)?(.*?)\\s+(?:rename\\s+to|set\\s+schema)\\s+\\S+\\s*;?\\s*$");

    @Override
    public String code() {
        return "GW108";
    }

    @Override
    public String title() {
        return "A name changes at once";
    }

    @Override
    public Stream<StatementFinding> check(CheckedStatement statement) {
        Stream<String> renamed = switch (statement.statement()) {
            case Statement.AlterTable alter
            when !statement.isNew(alter.table()) ->
                alter.changes().stream().flatMap(change -> renamed(alter.table(), change));
            case Statement.RenameType rename -> Stream.of("the type " + rename.type());
            case Statement.RenameEnumValue rename ->
                Stream.of("the value '" + rename.label() + "' of " + rename.type());
            case Statement.OtherObject object
            when object.verb() == Verb.ALTER && NAMED.contains(object.kind()) -> {
                Matcher moved = MOVED.matcher(object.text());
                yield moved.find()
                        ? Stream.of("the " + object.kind().toLowerCase(Locale.ROOT) + " "
                                + moved.group(1).strip())
                        : Stream.empty();
            }
            case Statement _ -> Stream.empty();
        };
        return renamed.map(what -> statement.finding(
                code(),
                Severity.DANGER,
                what + " changes its name at once",
                "old and new code cannot both work: whichever is deployed at the wrong moment fails",
                "add the new name beside the old, move the code over, then drop the old"));
    }

    private static Stream<String> renamed(ObjectName table, TableChange change) {
        return switch (change) {
            case TableChange.RenameColumn rename -> Stream.of("the column " + table + "." + rename.column());
            case TableChange.RenameTable _, TableChange.SetSchema _ -> Stream.of("the table " + table);
            case TableChange _ -> Stream.empty();
        };
    }
}
