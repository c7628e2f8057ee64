package io.godwit.validator.rule;

import io.godwit.model.finding.Severity;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A column of type json, which has no equality.
public final class JsonColumn implements Rule {
    private static final Pattern TYPE = Pattern.compile("(?i)json(\\[])*");

    @Override
    public String code() {
        return "GW122";
    }

    @Override
    public String title() {
        return "A column of type json";
    }

    @Override
    public Stream<StatementFinding> check(CheckedStatement statement) {
        return statement.typed(
                code(),
                Severity.WARNING,
                TYPE,
                "DISTINCT, GROUP BY and UNION over the column fail, and every access parses the text again",
                "use jsonb, unless the exact text has to be kept");
    }
}
