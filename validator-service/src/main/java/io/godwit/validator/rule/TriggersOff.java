package io.godwit.validator.rule;

import io.godwit.model.finding.Severity;
import io.godwit.model.statement.TableChange;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// DISABLE TRIGGER, DISABLE ROW LEVEL SECURITY, and a session in which no trigger fires.
public final class TriggersOff implements Rule {
    private static final Pattern ROLE = Pattern.compile(
            "(?i)^\\s*set\\s+(?:local\\s+|session\\s+)?session_replication_role\\s*(?:=|\\bto\\b)\\s*'?(?:replica|local)\\b");

    @Override
    public String code() {
        return "GW115";
    }

    @Override
    public String title() {
        return "Triggers or row security are switched off";
    }

    @Override
    public Stream<StatementFinding> check(CheckedStatement statement) {
        boolean off = ROLE.matcher(statement.parsed().text()).find()
                || statement.changes(TableChange.TriggerState.class).anyMatch(state -> !state.enabled())
                || statement
                        .changes(TableChange.RowSecurity.class)
                        .anyMatch(security ->
                                security.text().toLowerCase(Locale.ROOT).startsWith("disable"));
        return off
                ? Stream.of(statement.finding(
                        code(),
                        Severity.WARNING,
                        "switches off what guards the rows",
                        "foreign keys, audit and access rules do not hold for anyone meanwhile",
                        "do without, or switch it on again in the same transaction"))
                : Stream.empty();
    }
}
