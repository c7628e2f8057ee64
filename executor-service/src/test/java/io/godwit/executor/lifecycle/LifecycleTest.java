package io.godwit.executor.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.executor.lifecycle.LifecycleCommand.Approve;
import io.godwit.executor.lifecycle.LifecycleCommand.Begin;
import io.godwit.executor.lifecycle.LifecycleCommand.Cancel;
import io.godwit.executor.lifecycle.LifecycleCommand.Drift;
import io.godwit.executor.lifecycle.LifecycleCommand.Pause;
import io.godwit.executor.lifecycle.LifecycleCommand.Promote;
import io.godwit.executor.lifecycle.LifecycleCommand.Reject;
import io.godwit.executor.lifecycle.LifecycleCommand.Resume;
import io.godwit.executor.lifecycle.LifecycleCommand.RollBack;
import io.godwit.executor.lifecycle.LifecycleCommand.RollbackDone;
import io.godwit.executor.lifecycle.LifecycleCommand.SetSpeed;
import io.godwit.executor.lifecycle.LifecycleCommand.StepFailed;
import io.godwit.executor.lifecycle.LifecycleCommand.StepsDone;
import io.godwit.executor.lifecycle.LifecycleCommand.Submit;
import io.godwit.executor.lifecycle.LifecycleCommand.UndoRegression;
import io.godwit.executor.lifecycle.LifecycleEvent.ApprovalAwaited;
import io.godwit.executor.lifecycle.LifecycleEvent.CommandRefused;
import io.godwit.executor.lifecycle.LifecycleEvent.CommandUnneeded;
import io.godwit.executor.lifecycle.LifecycleEvent.Refused;
import io.godwit.executor.lifecycle.LifecycleEvent.RollbackBegun;
import io.godwit.executor.lifecycle.LifecycleEvent.Stopped;
import io.godwit.executor.lifecycle.LifecycleEvent.Submitted;
import io.godwit.executor.lifecycle.Policy.Autonomy;
import io.godwit.executor.lifecycle.Policy.ContractStart;
import io.godwit.executor.lifecycle.Policy.OnFailure;
import io.godwit.model.ContentHash;
import io.godwit.model.MigrationId;
import io.godwit.model.finding.Verdict;
import io.godwit.model.plan.Phase;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LifecycleTest {
    private static final MigrationId ID = new MigrationId(new UUID(1, 2));
    private static final ContentHash PLAN = ContentHash.of("plan");
    private static final ContentHash CATALOG = ContentHash.of("catalog");

    private Optional<MigrationState> state = Optional.empty();
    private Policy policy = Policy.cautious();

    @Test
    void by_default_every_migration_waits_for_approval() {
        assertThat(after(submit(Verdict.APPROVED, 1))).isEqualTo(Status.AWAITING_APPROVAL);
        assertThat(reason()).contains("godwit approve " + ID);
    }

    @Test
    void the_same_event_twice_is_taken_in_once() {
        after(submit(Verdict.APPROVED, 1));
        assertThat(decide(submit(Verdict.APPROVED, 1))).isEmpty();
        after(approve(PLAN.hexadecimal()));
        assertThat(decide(submit(Verdict.APPROVED, 1))).isEmpty();
        assertThat(decide(approve(PLAN.hexadecimal()))).singleElement().isInstanceOf(CommandUnneeded.class);
    }

    @Test
    void guarded_runs_what_is_approved_and_asks_about_the_rest() {
        policy = new Policy(Autonomy.GUARDED, ContractStart.PROMOTE, OnFailure.STOP);
        assertThat(after(submit(Verdict.APPROVED, 1))).isEqualTo(Status.AUTHORIZED);
        state = Optional.empty();
        assertThat(after(submit(Verdict.NEEDS_APPROVAL, 1))).isEqualTo(Status.AWAITING_APPROVAL);
        state = Optional.empty();
        assertThat(after(submit(Verdict.REJECTED, 1))).isEqualTo(Status.REFUSED);
    }

    @Test
    void observe_never_applies() {
        policy = new Policy(Autonomy.OBSERVE, ContractStart.PROMOTE, OnFailure.STOP);
        assertThat(after(submit(Verdict.APPROVED, 1))).isEqualTo(Status.OBSERVED);
        assertThat(decide(approve(PLAN.hexadecimal())))
                .singleElement()
                .isInstanceOfSatisfying(
                        CommandRefused.class,
                        refused -> assertThat(refused.message()).contains("executor.autonomy is observe"));
    }

    @Test
    void what_was_observed_can_be_approved_once_the_policy_is_another() {
        policy = new Policy(Autonomy.OBSERVE, ContractStart.PROMOTE, OnFailure.STOP);
        after(submit(Verdict.APPROVED, 1));
        policy = Policy.cautious();
        assertThat(after(approve(PLAN.hexadecimal()))).isEqualTo(Status.AUTHORIZED);
    }

    @Test
    void an_approval_of_another_plan_is_refused() {
        after(submit(Verdict.APPROVED, 1));
        assertThat(decide(approve(ContentHash.of("older plan").hexadecimal())))
                .singleElement()
                .isInstanceOfSatisfying(
                        CommandRefused.class,
                        refused -> assertThat(refused.message()).contains(PLAN.abbreviated()));
        assertThat(decide(approve(""))).singleElement().isInstanceOf(CommandRefused.class);
    }

    @Test
    void a_plan_made_for_another_catalog_is_refused_before_the_first_step() {
        after(submit(Verdict.APPROVED, 1));
        after(approve(PLAN.hexadecimal()));
        assertThat(after(new Drift(ContentHash.of("other")))).isEqualTo(Status.REFUSED);
        assertThat(decide(new Drift(ContentHash.of("other")))).isEmpty();
        assertThat(reason()).contains("plans the change anew");
        assertThat(after(submit(Verdict.APPROVED, 2))).isEqualTo(Status.AWAITING_APPROVAL);
    }

    @Test
    void the_contract_phase_waits_for_promote() {
        applying();
        assertThat(after(new StepsDone(Optional.of(Phase.EXPAND), true))).isEqualTo(Status.AWAITING_PROMOTION);
        assertThat(after(new Promote("ann", "", false))).isEqualTo(Status.APPLYING);
        assertThat(decide(new Promote("ann", "", false))).singleElement().isInstanceOf(CommandUnneeded.class);
        assertThat(after(new StepsDone(Optional.of(Phase.CONTRACT), false))).isEqualTo(Status.APPLIED);
    }

    @Test
    void a_pause_before_the_first_step_resumes_to_where_it_was() {
        after(submit(Verdict.APPROVED, 1));
        after(approve(PLAN.hexadecimal()));
        assertThat(after(new Pause("ann", ""))).isEqualTo(Status.PAUSED);
        assertThat(after(new Resume("ann", ""))).isEqualTo(Status.AUTHORIZED);
    }

    @Test
    void a_failed_step_stops_or_rolls_back_as_the_policy_says() {
        applying();
        assertThat(decide(failed())).singleElement().isInstanceOf(Stopped.class);
        policy = new Policy(Autonomy.PROPOSE, ContractStart.PROMOTE, OnFailure.ROLLBACK);
        assertThat(decide(failed())).hasExactlyElementsOfTypes(Stopped.class, RollbackBegun.class);
        assertThat(after(failed())).isEqualTo(Status.ROLLING_BACK);
    }

    @Test
    void a_regression_rolls_back_once() {
        applying();
        after(new StepsDone(Optional.of(Phase.EXPAND), false));
        assertThat(after(new UndoRegression("p95 3 ms -> 90 ms", Optional.empty())))
                .isEqualTo(Status.ROLLING_BACK);
        assertThat(after(new RollbackDone(""))).isEqualTo(Status.ROLLED_BACK);
        assertThat(reason()).contains("p95 3 ms -> 90 ms");
        assertThat(decide(new UndoRegression("again", Optional.empty()))).isEmpty();
    }

    @Test
    void what_cannot_be_undone_is_refused_before_anything_is_started() {
        applying();
        assertThat(decide(new RollBack("ann", "", Optional.of("step drop cannot be undone"))))
                .singleElement()
                .isInstanceOfSatisfying(
                        CommandRefused.class,
                        refused -> assertThat(refused.message()).contains("step drop cannot be undone"));
    }

    @Test
    void what_was_rolled_back_comes_back_only_by_approval() {
        policy = new Policy(Autonomy.GUARDED, ContractStart.PROMOTE, OnFailure.STOP);
        after(submit(Verdict.APPROVED, 1));
        after(new Begin());
        after(new RollBack("ann", "", Optional.empty()));
        after(new RollbackDone(""));
        assertThat(decide(submit(Verdict.APPROVED, 1))).isEmpty();
        assertThat(decide(submit(Verdict.APPROVED, 2)))
                .hasExactlyElementsOfTypes(Submitted.class, ApprovalAwaited.class);
        assertThat(decide(submit(Verdict.REJECTED, 2))).hasExactlyElementsOfTypes(Submitted.class, Refused.class);
    }

    @Test
    void a_reject_ends_what_waits_and_does_not_touch_what_runs() {
        after(submit(Verdict.APPROVED, 1));
        assertThat(after(new Reject("ann", "not now"))).isEqualTo(Status.REJECTED);
        state = Optional.empty();
        applying();
        assertThat(decide(new Reject("ann", ""))).singleElement().isInstanceOf(CommandRefused.class);
    }

    @Test
    void a_cancel_rejects_what_was_not_begun_and_undoes_what_was() {
        after(submit(Verdict.APPROVED, 1));
        assertThat(after(new Cancel("ann", "", Optional.empty()))).isEqualTo(Status.REJECTED);
        assertThat(decide(new Cancel("ann", "", Optional.empty())))
                .singleElement()
                .isInstanceOf(CommandUnneeded.class);
        state = Optional.empty();
        applying();
        assertThat(after(new Cancel("ann", "", Optional.empty()))).isEqualTo(Status.ROLLING_BACK);
    }

    @Test
    void a_speed_is_kept_and_one_that_is_none_is_refused() {
        applying();
        assertThat(after(new SetSpeed(25, "ann", ""))).isEqualTo(Status.APPLYING);
        assertThat(decide(new SetSpeed(25, "bob", ""))).singleElement().isInstanceOf(CommandUnneeded.class);
        assertThat(decide(new SetSpeed(0, "ann", ""))).singleElement().isInstanceOf(CommandRefused.class);
        assertThat(state.orElseThrow().speedPercent()).isEqualTo(25);
    }

    @Test
    void a_command_for_an_unknown_migration_says_so() {
        assertThat(decide(approve(PLAN.hexadecimal()))).singleElement().isInstanceOf(CommandRefused.class);
        assertThat(state).isEmpty();
    }

    private void applying() {
        after(submit(Verdict.APPROVED, 1));
        after(approve(PLAN.hexadecimal()));
        assertThat(after(new Begin())).isEqualTo(Status.APPLYING);
    }

    private static Submit submit(Verdict verdict, long testedAt) {
        return new Submit(PLAN, CATALOG, verdict, "No findings.", Instant.ofEpochSecond(testedAt));
    }

    private static Approve approve(String planHash) {
        return new Approve(planHash, "ann", "");
    }

    private static StepFailed failed() {
        return new StepFailed("s1", "division by zero.", Optional.empty());
    }

    private List<LifecycleEvent> decide(LifecycleCommand command) {
        return new Lifecycle(ID, policy).decide(state, command);
    }

    private Status after(LifecycleCommand command) {
        for (LifecycleEvent event : decide(command)) {
            state = Transition.apply(state, event);
        }
        return state.orElseThrow().status();
    }

    private String reason() {
        return state.orElseThrow().reason();
    }
}
