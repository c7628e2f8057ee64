package io.godwit.validator.rule;

import io.godwit.model.finding.Severity;
import io.godwit.model.statement.Statement;
import java.util.stream.Stream;

/// A new enum type: its values can be added to and renamed, but not removed or put into another order.
public final class EnumType implements Rule {
    @Override
    public String code() {
        return "GW205";
    }

    @Override
    public String title() {
        return "An enum type";
    }

    @Override
    public boolean isStyle() {
        return true;
    }

    @Override
    public Stream<StatementFinding> check(CheckedStatement statement) {
        return statement.statement() instanceof Statement.CreateEnum create
                ? Stream.of(statement
                        .finding(
                                code(),
                                Severity.INFO,
                                "the type " + create.type().name() + " is an enum",
                                "a value cannot be taken away or moved without making the type and its columns anew",
                                "a table of values with a foreign key, or text with a check, is easier to change")
                        .informing())
                : Stream.empty();
    }
}
