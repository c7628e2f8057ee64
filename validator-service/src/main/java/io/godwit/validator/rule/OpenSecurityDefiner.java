package io.godwit.validator.rule;

import io.godwit.model.finding.Severity;
import io.godwit.model.statement.Statement;
import java.util.Locale;
import java.util.stream.Stream;

/// A SECURITY DEFINER function without a search_path of its own.
public final class OpenSecurityDefiner implements Rule {
    @Override
    public String code() {
        return "GW129";
    }

    @Override
    public String title() {
        return "A SECURITY DEFINER function that trusts the search_path";
    }

    @Override
    public Stream<StatementFinding> check(CheckedStatement statement) {
        String text = statement.parsed().text().toLowerCase(Locale.ROOT);
        boolean open = statement.statement() instanceof Statement.OtherObject
                && text.matches("(?s).*\\bsecurity\\s+definer\\b.*")
                && !text.matches("(?s).*\\bset\\s+search_path\\b.*");
        return open
                ? Stream.of(statement
                        .finding(
                                code(),
                                Severity.WARNING,
                                "runs with its owner's rights and the caller's search_path",
                                "whoever calls it can put objects of their own before those it means, and act with its owner's rights",
                                "add SET search_path = pg_catalog, and the schemas it needs")
                        .informing())
                : Stream.empty();
    }
}
