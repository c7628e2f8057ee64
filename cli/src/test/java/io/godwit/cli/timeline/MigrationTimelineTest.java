package io.godwit.cli.timeline;

import static io.godwit.cli.timeline.Events.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.events.ApplyOutcome;
import io.godwit.events.CommandAnswer;
import io.godwit.events.CommandOutcome;
import io.godwit.events.DatabaseMetrics;
import io.godwit.events.DeadLetter;
import io.godwit.events.MigrationProgress;
import io.godwit.events.ProgressState;
import io.godwit.events.Stage;
import io.godwit.events.Verdict;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;

class MigrationTimelineTest {

    @Test
    void a_code_change_is_known_by_the_migration_it_leads_to() {
        Migration migration = after(Events.codeChanged());
        assertThat(migration.id()).isEqualTo(Events.ID);
        assertThat(migration.subject()).isEqualTo("Give orders a priority");
        assertThat(migration.standing())
                .returns(State.RUNNING, Standing::state)
                .returns(Stage.ANALYZE, Standing::stage);
    }

    @Test
    void each_stage_takes_it_to_the_next() {
        assertThat(after(Events.codeChanged(), Events.proposed()).standing().stage())
                .isEqualTo(Stage.VALIDATE);
        assertThat(after(Events.proposed(), Events.validated(Verdict.APPROVED))
                        .standing()
                        .stage())
                .isEqualTo(Stage.SHADOW_TEST);
        assertThat(after(Events.validated(Verdict.APPROVED), Events.shadowTested(Verdict.APPROVED))
                        .standing()
                        .stage())
                .isEqualTo(Stage.APPLY);
        assertThat(after(Events.shadowTested(Verdict.APPROVED), Events.applied(ApplyOutcome.APPLIED, true))
                        .standing()
                        .state())
                .isEqualTo(State.APPLIED);
    }

    @Test
    void no_change_is_an_end() {
        assertThat(after(Events.codeChanged(), Events.noChange()).standing())
                .isEqualTo(new Standing(State.NOTHING_TO_DO, Stage.ANALYZE, "only a comment changed"));
    }

    @Test
    void a_rejection_says_who_rejected_and_why() {
        assertThat(after(Events.validated(Verdict.APPROVED), Events.shadowTested(Verdict.REJECTED))
                        .standing())
                .isEqualTo(new Standing(State.REJECTED, Stage.SHADOW_TEST, "because of the replay"));
    }

    @Test
    void a_plan_that_needs_approval_waits_until_a_person_approves() {
        SpecificRecord tested = Events.shadowTested(Verdict.NEEDS_APPROVAL);
        assertThat(after(tested).standing().state()).isEqualTo(State.WAITING);
        assertThat(after(tested, Events.approval()).standing().state()).isEqualTo(State.RUNNING);
    }

    @Test
    void an_applied_expand_phase_waits_for_promote() {
        Standing standing = after(Events.applied(ApplyOutcome.APPLIED, false)).standing();
        assertThat(standing.state()).isEqualTo(State.WAITING);
        assertThat(standing.detail()).startsWith("waits for promote");
    }

    @Test
    void a_regression_after_applying_is_rolled_back_or_waits_for_a_person() {
        SpecificRecord applied = Events.applied(ApplyOutcome.APPLIED, true);
        assertThat(after(applied, Events.regression(true)).standing())
                .returns(State.RUNNING, Standing::state)
                .returns(Stage.MONITOR, Standing::stage);
        assertThat(after(applied, Events.regression(false)).standing().state()).isEqualTo(State.WAITING);
        assertThat(after(applied, Events.regression(true), Events.applied(ApplyOutcome.ROLLED_BACK, true))
                        .standing()
                        .state())
                .isEqualTo(State.ROLLED_BACK);
    }

    @Test
    void a_refusal_stays_a_rejection_when_the_executor_repeats_it_as_progress() {
        assertThat(after(
                                Events.shadowTested(Verdict.REJECTED),
                                Events.applied(ApplyOutcome.REFUSED, true),
                                Events.progress(Stage.APPLY, ProgressState.FAILED, "the plan was rejected"))
                        .standing()
                        .state())
                .isEqualTo(State.REJECTED);
    }

    @Test
    void a_rollback_in_progress_is_seen() {
        assertThat(after(
                                Events.applied(ApplyOutcome.APPLIED, true),
                                Events.progress(Stage.APPLY, ProgressState.RUNNING, "undoes step 2"))
                        .standing())
                .isEqualTo(new Standing(State.RUNNING, Stage.APPLY, "undoes step 2"));
    }

    @Test
    void progress_of_a_stage_that_is_over_says_nothing() {
        assertThat(after(
                                Events.progress(Stage.SHADOW_TEST, ProgressState.FAILED, "cannot reach the copies"),
                                Events.shadowTested(Verdict.APPROVED))
                        .standing()
                        .state())
                .isEqualTo(State.RUNNING);
    }

    @Test
    void progress_of_the_stage_it_is_in_says_what_it_waits_for() {
        assertThat(after(
                                Events.shadowTested(Verdict.APPROVED),
                                Events.progress(Stage.APPLY, ProgressState.WAITING, "waits for the window at 22:00"))
                        .standing())
                .isEqualTo(new Standing(State.WAITING, Stage.APPLY, "waits for the window at 22:00"));
    }

    @Test
    void what_waits_for_promote_is_not_hidden_by_those_who_watch_or_by_a_command_that_changed_nothing() {
        MigrationProgress refused = MigrationProgress.newBuilder(
                        Events.progress(Stage.APPLY, ProgressState.WAITING, "pause refused"))
                .setAnswers(new CommandAnswer(Events.ID.value(), CommandOutcome.REFUSED))
                .build();
        assertThat(after(
                                Events.shadowTested(Verdict.APPROVED),
                                Events.applied(ApplyOutcome.APPLIED, false),
                                Events.progress(Stage.MONITOR, ProgressState.RUNNING, "watching shop"),
                                refused)
                        .standing()
                        .state())
                .isEqualTo(State.WAITING);
    }

    @Test
    void a_dead_letter_ends_it_where_it_is() {
        DeadLetter letter = DeadLetter.newBuilder()
                .setService("validator")
                .setSourceTopic("migration-proposed")
                .setSourcePartition(0)
                .setSourceOffset(3)
                .setKey(null)
                .setValue(null)
                .setErrorCode("DATABASE_UNREACHABLE")
                .setErrorType("Problem")
                .setMessage("no such host: db1")
                .setAttempts(6)
                .setFailedAt(START)
                .build();
        MigrationTimeline timeline = MigrationTimeline.EMPTY
                .heard(START, Events.proposed())
                .heard(START.plusSeconds(1), letter, new MigrationTimeline.Subject(Events.ID, "shop"));
        assertThat(timeline.migration(Events.ID).orElseThrow().standing())
                .isEqualTo(new Standing(State.FAILED, Stage.VALIDATE, "validator gave up: no such host: db1"));
    }

    @Test
    void a_migration_is_found_by_the_beginning_of_its_id_with_or_without_dashes() {
        MigrationTimeline timeline = MigrationTimeline.EMPTY.heard(START, Events.codeChanged());
        String id = Events.ID.toString();
        assertThat(timeline.beginningWith(id.substring(0, 5))).hasSize(1);
        assertThat(timeline.beginningWith(id.replace("-", "").substring(0, 12))).hasSize(1);
        assertThat(timeline.beginningWith("zz")).isEmpty();
    }

    @Test
    void events_about_no_migration_change_nothing() {
        DatabaseMetrics metrics = DatabaseMetrics.newBuilder()
                .setDatabase("shop")
                .setFrom(START)
                .setTo(START)
                .setQueries(List.of())
                .setErrors(null)
                .setCommits(1)
                .setRollbacks(0)
                .setActiveSessions(1)
                .setBlockedSessions(0)
                .build();
        assertThat(MigrationTimeline.EMPTY.heard(START, metrics)).isEqualTo(MigrationTimeline.EMPTY);
    }

    private static Migration after(SpecificRecord... events) {
        MigrationTimeline timeline = MigrationTimeline.EMPTY;
        for (int i = 0; i < events.length; i++) {
            timeline = timeline.heard(START.plusSeconds(i), events[i]);
        }
        return timeline.migration(Events.ID).orElseThrow();
    }
}
