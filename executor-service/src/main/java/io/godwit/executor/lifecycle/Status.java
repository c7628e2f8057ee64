package io.godwit.executor.lifecycle;

/// Where a migration stands. Kept by name in the ledger: names are never changed.
public enum Status {
    /// The policy is to report only; nothing will be run.
    OBSERVED,
    /// Waits for a person's approval.
    AWAITING_APPROVAL,
    /// May run; its turn has not come.
    AUTHORIZED,
    /// Steps are being run.
    APPLYING,
    /// Stopped by a command; goes on by `resume`.
    PAUSED,
    /// Stopped by an error; goes on by `resume`, or goes back by `rollback`.
    STOPPED,
    /// Everything before the contract phase is done; waits for `promote`.
    AWAITING_PROMOTION,
    /// All phases are done.
    APPLIED,
    /// What was applied is being undone.
    ROLLING_BACK,
    /// The undo was stopped by an error; goes on by `rollback`.
    ROLLBACK_STOPPED,
    /// What was applied is undone.
    ROLLED_BACK,
    /// A person decided against it.
    REJECTED,
    /// Must not or cannot run.
    REFUSED;

    /// Whether the executor has something to do for it.
    public boolean isRunnable() {
        return switch (this) {
            case AUTHORIZED, APPLYING, ROLLING_BACK -> true;
            case OBSERVED,
                    AWAITING_APPROVAL,
                    PAUSED,
                    STOPPED,
                    AWAITING_PROMOTION,
                    APPLIED,
                    ROLLBACK_STOPPED,
                    ROLLED_BACK,
                    REJECTED,
                    REFUSED -> false;
        };
    }

    /// As a person reads it: `awaiting approval`.
    public String inWords() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
    }
}
