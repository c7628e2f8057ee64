package io.godwit.validator.rule;

import io.godwit.model.finding.Severity;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A column of type money, which takes its currency from a setting.
public final class MoneyColumn implements Rule {
    private static final Pattern TYPE = Pattern.compile("(?i)money");

    @Override
    public String code() {
        return "GW202";
    }

    @Override
    public String title() {
        return "A column of type money";
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
                "the currency and the number of decimals come from the setting lc_monetary of whoever reads it",
                "use numeric, and a column for the currency");
    }
}
