package io.godwit.validator.rule;

import io.godwit.model.finding.Severity;
import java.util.stream.Stream;

/// A statement that could not be taken apart.
public final class NotUnderstood implements Rule {
    @Override
    public String code() {
        return "GW113";
    }

    @Override
    public String title() {
        return "What the statement does is not known";
    }

    @Override
    public Stream<StatementFinding> check(CheckedStatement statement) {
        return statement.effect().unknown().stream()
                .map(what -> statement.finding(
                        code(),
                        Severity.WARNING,
                        "what this does is not known: " + what,
                        "it may take any lock for any time",
                        "run it with --copy, where it is measured"));
    }
}
