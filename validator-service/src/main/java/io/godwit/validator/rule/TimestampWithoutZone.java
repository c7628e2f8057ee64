package io.godwit.validator.rule;

import io.godwit.model.finding.Severity;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A column of type timestamp, which names no moment.
public final class TimestampWithoutZone implements Rule {
    private static final Pattern TYPE = Pattern.compile("(?i)timestamp\\s*(\\(\\d+\\))?(\\s+without time zone)?");

    @Override
    public String code() {
        return "GW203";
    }

    @Override
    public String title() {
        return "A timestamp without time zone";
    }

    @Override
    public boolean isStyle() {
        return true;
    }

    @Override
    public Stream<StatementFinding> check(CheckedStatement statement) {
        return statement.typed(
                code(),
                Severity.INFO,
                TYPE,
                "without a zone it names no moment, and comparing it with now() depends on the session",
                "use timestamptz");
    }
}
