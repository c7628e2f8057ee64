package io.godwit.validator.rule;

import io.godwit.model.finding.Severity;
import io.godwit.model.statement.TableChange;
import java.util.Locale;
import java.util.stream.Stream;

/// Autovacuum is switched off for a table.
public final class AutovacuumOff implements Rule {
    @Override
    public String code() {
        return "GW126";
    }

    @Override
    public String title() {
        return "Autovacuum is switched off";
    }

    @Override
    public Stream<StatementFinding> check(CheckedStatement statement) {
        boolean off = statement
                .changes(TableChange.SetOptions.class)
                .anyMatch(options -> options.text()
                        .toLowerCase(Locale.ROOT)
                        .matches("(?s).*autovacuum_enabled\\s*=\\s*'?(off|false|0|no)\\b.*"));
        return off
                ? Stream.of(statement
                        .finding(
                                code(),
                                Severity.WARNING,
                                "switches autovacuum off",
                                "dead rows pile up, the statistics age, and in the end a wraparound vacuum comes at the worst time",
                                "tune its thresholds instead")
                        .informing())
                : Stream.empty();
    }
}
