package io.godwit.postgres.proof;

/// What a proof on copies says about a plan and its safe form.
public sealed interface ProofOutcome {

    /// Both lead to the same catalog, and back to the one before.
    ///
    /// @param where on what they were run: `a copy of the schema`
    record Proven(String where) implements ProofOutcome {}

    /// Nothing is known.
    ///
    /// @param reason what stood in the way, in plain words
    record NotTried(String reason) implements ProofOutcome {}

    /// The plan as it was proposed holds, its safe form does not.
    record SafeFormFails(String reason) implements ProofOutcome {}

    /// The plan itself does not hold.
    record Fails(String reason) implements ProofOutcome {}
}
