package io.godwit.validator.rule;

import io.godwit.model.finding.Severity;
import io.godwit.model.statement.Statement;
import java.util.stream.Stream;

/// An index of more than three columns that is not unique.
public final class WideIndex implements Rule {
    private static final int USUAL = 3;

    @Override
    public String code() {
        return "GW208";
    }

    @Override
    public String title() {
        return "An index of many columns";
    }

    @Override
    public boolean isStyle() {
        return true;
    }

    @Override
    public Stream<StatementFinding> check(CheckedStatement statement) {
        return statement.statement() instanceof Statement.CreateIndex create
                        && !create.unique()
                        && create.method().equals("btree")
                        && create.keys().size() > USUAL
                ? Stream.of(statement
                        .finding(
                                code(),
                                Severity.INFO,
                                "the index has " + create.keys().size() + " columns",
                                "it is large, every write maintains it, and queries seldom use more than the first three",
                                "leave out the last ones, or INCLUDE them")
                        .informing())
                : Stream.empty();
    }
}
