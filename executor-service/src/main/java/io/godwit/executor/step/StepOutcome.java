package io.godwit.executor.step;

/// How running or undoing a step ended. Where the database went away, an `SQLException` is thrown instead.
public sealed interface StepOutcome {
    record Done() implements StepOutcome {}

    /// A command wants otherwise; what was committed stays, and the step goes on later where it stands.
    record Yielded() implements StepOutcome {}

    /// @param why in one or two sentences, with the cause
    record Failed(String why) implements StepOutcome {}
}
