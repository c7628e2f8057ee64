package io.godwit.executor.lifecycle;

/// How much the executor may do by itself.
///
/// @param autonomy  what starts a migration
/// @param contract  what starts its contract phase
/// @param onFailure what follows a failed step
public record Policy(Autonomy autonomy, ContractStart contract, OnFailure onFailure) {

    /// What starts a migration. Whatever the verdict REJECTED is given to never runs.
    public enum Autonomy {
        /// Nothing; the migration is only reported.
        OBSERVE,
        /// A person's approval.
        PROPOSE,
        /// The verdict APPROVED, or a person's approval.
        GUARDED
    }

    /// What starts the contract phase.
    public enum ContractStart {
        /// A person's `promote`, once the new code is deployed.
        PROMOTE,
        /// The end of the phases before it.
        IMMEDIATE
    }

    /// What follows a failed step.
    public enum OnFailure {
        /// Nothing: a person resumes or rolls back.
        STOP,
        /// The migration is rolled back.
        ROLLBACK
    }

    /// Everything waits for a person.
    public static Policy cautious() {
        return new Policy(Autonomy.PROPOSE, ContractStart.PROMOTE, OnFailure.STOP);
    }
}
