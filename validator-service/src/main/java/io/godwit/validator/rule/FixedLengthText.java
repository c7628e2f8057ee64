package io.godwit.validator.rule;

import io.godwit.model.finding.Severity;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A column of type char(n), padded with blanks.
public final class FixedLengthText implements Rule {
    private static final Pattern TYPE = Pattern.compile("(?i)(char|character|bpchar)\\s*(\\(.*\\))?");

    @Override
    public String code() {
        return "GW201";
    }

    @Override
    public String title() {
        return "A column of type char(n)";
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
                "values are padded with blanks, which comparisons then ignore",
                "use text, with a check of the length if one matters");
    }
}
