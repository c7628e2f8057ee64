package io.godwit.validator.rule;

import io.godwit.model.finding.Severity;
import io.godwit.model.statement.Statement;
import java.util.stream.Stream;

/// A value is added to an enum: it locks no table, but stays, and nothing in its transaction can use it.
public final class EnumGrows implements Rule {
    @Override
    public String code() {
        return "GW143";
    }

    @Override
    public String title() {
        return "A value is added to an enum";
    }

    @Override
    public Stream<StatementFinding> check(CheckedStatement statement) {
        boolean fresh = statement.statement() instanceof Statement.AddEnumValue add
                && statement.setting().changed().types().contains(add.type());
        return statement.statement() instanceof Statement.AddEnumValue add
                        && !fresh
                        && statement.effect().error().isEmpty()
                ? Stream.of(statement
                        .finding(
                                code(),
                                Severity.INFO,
                                "adds the value " + add.label() + " to the enum "
                                        + add.type().name(),
                                "it cannot be taken away again once rows may hold it, and PostgreSQL refuses to use it"
                                        + " before its transaction has ended",
                                "commit it by itself, and write the new value only once all code that reads it is deployed")
                        .informing())
                : Stream.empty();
    }
}
