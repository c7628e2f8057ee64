package io.godwit.validator.rule;

import java.util.stream.Stream;

/// Looks at one statement of the plan for one hazard.
public interface Rule {
    /// The code of its findings: `GW` and three digits. `docs/findings` has a page of that name.
    String code();

    /// What it finds; nothing if the statement is not its concern.
    Stream<Judged> check(StatementView view);
}
