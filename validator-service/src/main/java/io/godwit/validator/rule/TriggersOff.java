package io.godwit.validator.rule;

import io.godwit.model.finding.Severity;
import io.godwit.model.statement.TableChange;
import java.util.Locale;
import java.util.stream.Stream;

/// DISABLE TRIGGER, DISABLE ROW LEVEL SECURITY.
public final class TriggersOff implements Rule {
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
        boolean off = statement.changes(TableChange.TriggerState.class).anyMatch(state -> !state.enabled())
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
