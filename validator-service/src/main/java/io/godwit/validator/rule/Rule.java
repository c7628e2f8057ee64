package io.godwit.validator.rule;

import java.util.stream.Stream;

/// Looks for one hazard.
public interface Rule {
    String code();

    /// What `godwit explain` and a list of rules say in a line.
    String title();

    /// Whether it is a matter of style: off unless a policy enables it.
    default boolean isStyle() {
        return false;
    }

    Stream<StatementFinding> check(CheckedStatement statement);
}
