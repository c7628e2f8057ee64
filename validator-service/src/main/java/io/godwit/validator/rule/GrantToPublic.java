package io.godwit.validator.rule;

import io.godwit.model.finding.Severity;
import io.godwit.model.statement.Statement;
import java.util.Locale;
import java.util.stream.Stream;

/// Rights are given to PUBLIC, that is to every role there is and will be.
public final class GrantToPublic implements Rule {
    @Override
    public String code() {
        return "GW128";
    }

    @Override
    public String title() {
        return "A right for everyone";
    }

    @Override
    public Stream<StatementFinding> check(CheckedStatement statement) {
        boolean everyone = statement.statement() instanceof Statement.Grant grant
                && !grant.revoke()
                && grant.text().toLowerCase(Locale.ROOT).matches("(?s).*\\sto\\s.*\\bpublic\\b.*");
        return everyone
                ? Stream.of(statement
                        .finding(
                                code(),
                                Severity.WARNING,
                                "grants a right to PUBLIC",
                                "every role of the server has it, those made later too",
                                "grant it to a role made for the purpose")
                        .informing())
                : Stream.empty();
    }
}
