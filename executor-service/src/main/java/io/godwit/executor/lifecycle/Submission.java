package io.godwit.executor.lifecycle;

import io.godwit.executor.lifecycle.LifecycleCommand.Submit;
import io.godwit.executor.lifecycle.LifecycleEvent.ApprovalAwaited;
import io.godwit.executor.lifecycle.LifecycleEvent.Authorized;
import io.godwit.executor.lifecycle.LifecycleEvent.CommandRefused;
import io.godwit.executor.lifecycle.LifecycleEvent.Observed;
import io.godwit.executor.lifecycle.LifecycleEvent.Refused;
import io.godwit.executor.lifecycle.LifecycleEvent.Submitted;
import io.godwit.executor.lifecycle.Policy.Autonomy;
import io.godwit.executor.lifecycle.Policy.ContractStart;
import io.godwit.model.MigrationId;
import io.godwit.model.finding.Verdict;
import java.util.List;
import java.util.Optional;

/// What becomes of a shadow-tested plan. The same event twice is taken in once. A plan that was tested anew takes the
/// place of one that was not begun; what a person rejected or what was rolled back comes back only by approval.
record Submission(MigrationId id, Policy policy) {

    List<LifecycleEvent> decide(Optional<MigrationState> state, Submit submit) {
        if (state.isEmpty()) {
            return List.of(submitted(submit), verdict(submit));
        }
        MigrationState known = state.get();
        boolean repeated = !submit.testedAt().isAfter(known.testedAt());
        boolean samePlan = submit.planHash().equals(known.planHash())
                && submit.catalogHash().equals(known.catalogHash());
        if (repeated) {
            return List.of();
        }
        return switch (known.status()) {
            case AWAITING_APPROVAL, AUTHORIZED -> samePlan ? List.of() : List.of(submitted(submit), verdict(submit));
            case OBSERVED, REFUSED -> List.of(submitted(submit), verdict(submit));
            case REJECTED, ROLLED_BACK ->
                List.of(
                        submitted(submit),
                        onlyByApproval(submit)
                                ? awaited("It was " + known.status().inWords() + " before.", submit)
                                : verdict(submit));
            case APPLYING, PAUSED, STOPPED, AWAITING_PROMOTION, APPLIED, ROLLING_BACK, ROLLBACK_STOPPED ->
                samePlan
                        ? List.of()
                        : List.of(new CommandRefused("Another plan of the same change is "
                                + known.status().inWords()
                                + "; this one is not taken in. Roll that back first (godwit rollback " + id
                                + ") or commit the change anew."));
        };
    }

    private boolean onlyByApproval(Submit submit) {
        return submit.verdict() != Verdict.REJECTED && policy.autonomy() != Autonomy.OBSERVE;
    }

    private Submitted submitted(Submit submit) {
        return new Submitted(
                submit.planHash(),
                submit.catalogHash(),
                submit.testedAt(),
                policy.contract() == ContractStart.IMMEDIATE,
                "Shadow-tested: " + submit.why());
    }

    private LifecycleEvent verdict(Submit submit) {
        if (submit.verdict() == Verdict.REJECTED) {
            return new Refused("The plan was rejected: " + sentence(submit.why())
                    + " Nothing was run. Change the code so that the finding goes away and submit it again.");
        }
        return switch (policy.autonomy()) {
            case OBSERVE ->
                new Observed("Nothing is applied, because executor.autonomy is observe. The verdict is "
                        + submit.verdict()
                                .name()
                                .toLowerCase(java.util.Locale.ROOT)
                                .replace('_', ' ') + ": " + submit.why());
            case PROPOSE -> awaited(submit.why(), submit);
            case GUARDED ->
                submit.verdict() == Verdict.APPROVED
                        ? new Authorized("policy guarded", "Approved by policy: " + submit.why())
                        : awaited(submit.why(), submit);
        };
    }

    private ApprovalAwaited awaited(String why, Submit submit) {
        return new ApprovalAwaited(
                "Waits for approval of plan " + submit.planHash().abbreviated() + ": " + sentence(why)
                        + " Approve with: godwit approve " + id + " or end it with: godwit reject " + id);
    }

    private static String sentence(String reason) {
        return reason.endsWith(".") ? reason : reason + ".";
    }

    /// The state a submitted plan starts from; the event after it says where it stands.
    static MigrationState accepted(Submitted event) {
        return new MigrationState(
                Status.AWAITING_APPROVAL,
                event.planHash(),
                event.catalogHash(),
                event.testedAt(),
                false,
                event.promoted(),
                false,
                "",
                event.message(),
                "",
                100);
    }
}
