package io.godwit.validator.rule;

import java.util.stream.Stream;

/// Looks for one hazard.
public interface Rule {
    String code();

    /// What `godwit explain` and a list of rules say in a line.
    String title();

    Stream<StatementFinding> check(CheckedStatement statement);
}
