package io.godwit.validator.rule;

import io.godwit.model.finding.Severity;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A serial column, whose sequence has rights and an owner of its own.
public final class SerialColumn implements Rule {
    private static final Pattern TYPE = Pattern.compile("(?i)(small|big)?serial[248]?");

    @Override
    public String code() {
        return "GW204";
    }

    @Override
    public String title() {
        return "A serial column instead of identity";
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
                "the sequence has rights of its own, and inserts may write any value",
                "use GENERATED ALWAYS AS IDENTITY");
    }
}
