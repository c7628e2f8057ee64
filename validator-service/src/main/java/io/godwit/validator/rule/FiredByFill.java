package io.godwit.validator.rule;

import io.godwit.model.SqlName;
import io.godwit.model.finding.Severity;
import io.godwit.model.statement.Statement;
import io.godwit.model.statement.Statement.ChangeRows.Operation;
import io.godwit.validator.facts.Relation;
import java.util.List;
import java.util.stream.Stream;

/// Existing rows are filled on a table with triggers of its own: each runs for every row.
public final class FiredByFill implements Rule {
    private static final int NAMED = 5;

    @Override
    public String code() {
        return "GW141";
    }

    @Override
    public String title() {
        return "A fill fires the table's triggers";
    }

    @Override
    public Stream<StatementFinding> check(CheckedStatement statement) {
        if (!(statement.statement() instanceof Statement.ChangeRows change)
                || change.operation() != Operation.UPDATE
                || !statement.mayHoldRows(change.table())
                || statement.setting().facts().relation(change.table()).isEmpty()) {
            return Stream.empty();
        }
        boolean fills = change.everyRow()
                || statement.effect().scanned().stream()
                        .anyMatch(scanned -> scanned.name().equals(change.table()))
                || statement.parsed().text().matches("(?is).*\\bis\\s+null\\b.*");
        List<String> triggers = fills
                ? statement
                        .setting()
                        .facts()
                        .relation(change.table())
                        .map(table -> triggers(statement, table))
                        .orElse(List.of())
                : List.of();
        return triggers.isEmpty()
                ? Stream.empty()
                : Stream.of(statement
                        .finding(
                                code(),
                                Severity.WARNING,
                                "every row that is filled fires " + String.join(", ", triggers) + " of "
                                        + change.table().name(),
                                "what they do (set a time of change, write a log, call others) happens for every row,"
                                        + " though nobody changed it",
                                "look at what they do; ALTER TABLE … DISABLE TRIGGER meanwhile stops them for everyone,"
                                        + " session_replication_role = replica for this session, with a superuser's"
                                        + " right",
                                change.table())
                        .informing());
    }

    /// Godwit's own keep columns in step, and have to run.
    private static List<String> triggers(CheckedStatement statement, Relation table) {
        return statement
                .setting()
                .questions()
                .texts(
                        "select t.tgname from pg_trigger t where not t.tgisinternal and t.tgenabled in ('O', 'A') and"
                                + " t.tgtype & 16 <> 0 and t.tgname !~ '^[~ ]?.?godwit' and t.tgrelid = to_regclass("
                                + SqlName.literal(table.name().sql()) + ") order by 1",
                        NAMED)
                .orElse(List.of());
    }
}
