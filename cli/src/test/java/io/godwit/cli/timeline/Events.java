package io.godwit.cli.timeline;

import io.godwit.events.Applied;
import io.godwit.events.ApplyOutcome;
import io.godwit.events.Approve;
import io.godwit.events.ChangeReference;
import io.godwit.events.CodeChanged;
import io.godwit.events.MigrationCommand;
import io.godwit.events.MigrationProgress;
import io.godwit.events.MigrationProposed;
import io.godwit.events.MigrationValidated;
import io.godwit.events.NoChange;
import io.godwit.events.Plan;
import io.godwit.events.ProgressState;
import io.godwit.events.ProposedPlan;
import io.godwit.events.RegressionDetected;
import io.godwit.events.Reversibility;
import io.godwit.events.RollbackOutcome;
import io.godwit.events.RollbackProof;
import io.godwit.events.Severity;
import io.godwit.events.ShadowTested;
import io.godwit.events.Stage;
import io.godwit.events.Suggestion;
import io.godwit.events.Verdict;
import io.godwit.model.DatabaseName;
import io.godwit.model.MigrationId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/// The events of one migration, as examples.
final class Events {
    static final Instant START = Instant.parse("2026-11-22T10:00:00Z");
    static final MigrationId ID = MigrationId.of("/shop", "abc", new DatabaseName("shop"));
    private static final Plan PLAN = Plan.newBuilder()
            .setPlanHash("hash")
            .setCatalogHash("catalog")
            .setSteps(List.of())
            .build();

    private Events() {}

    static ChangeReference change() {
        return ChangeReference.newBuilder()
                .setRepository("/shop")
                .setBaseRevision("abb")
                .setHeadRevision("abc")
                .setSubject("Give orders a priority")
                .build();
    }

    static CodeChanged codeChanged() {
        return CodeChanged.newBuilder()
                .setDatabase("shop")
                .setChange(change())
                .setFiles(List.of())
                .setSubmittedAt(START)
                .build();
    }

    static MigrationProposed proposed() {
        return proposed(
                ProposedPlan.newBuilder().setChanges(List.of()).setPlan(PLAN).build());
    }

    static MigrationProposed noChange() {
        return proposed(
                NoChange.newBuilder().setReason("only a comment changed").build());
    }

    private static MigrationProposed proposed(Object outcome) {
        return MigrationProposed.newBuilder()
                .setMigrationId(ID.value())
                .setDatabase("shop")
                .setChange(change())
                .setOutcome(outcome)
                .setProposedAt(START)
                .build();
    }

    static MigrationValidated validated(Verdict verdict) {
        return MigrationValidated.newBuilder()
                .setMigrationId(ID.value())
                .setDatabase("shop")
                .setChange(change())
                .setPlan(PLAN)
                .setFindings(List.of())
                .setVerdict(verdict)
                .setReason("because of the catalog")
                .setValidatedAt(START)
                .build();
    }

    static ShadowTested shadowTested(Verdict verdict) {
        return ShadowTested.newBuilder()
                .setMigrationId(ID.value())
                .setDatabase("shop")
                .setChange(change())
                .setPlan(PLAN)
                .setValidationVerdict(Verdict.APPROVED)
                .setSteps(List.of())
                .setRollback(RollbackProof.newBuilder()
                        .setOutcome(RollbackOutcome.PROVED)
                        .setReversibility(Reversibility.LOSSLESS)
                        .build())
                .setFindings(List.of())
                .setVerdict(verdict)
                .setReason("because of the replay")
                .setTestedAt(START)
                .build();
    }

    static Applied applied(ApplyOutcome outcome, boolean complete) {
        return Applied.newBuilder()
                .setMigrationId(ID.value())
                .setDatabase("shop")
                .setChange(change())
                .setComplete(complete)
                .setOutcome(outcome)
                .setReason("as the ledger says")
                .setPlanHash("hash")
                .setSteps(List.of())
                .setStartedAt(START)
                .setFinishedAt(START)
                .build();
    }

    static RegressionDetected regression(boolean automatic) {
        return RegressionDetected.newBuilder()
                .setMigrationId(ID.value())
                .setDatabase("shop")
                .setChange(change())
                .setSeverity(Severity.DANGER)
                .setRegressions(List.of())
                .setBaselineFrom(START)
                .setBaselineTo(START)
                .setSuggestion(Suggestion.ROLL_BACK)
                .setAutomaticRollback(automatic)
                .setReason("23505 went from 0 to 120 a minute")
                .setDetectedAt(START)
                .build();
    }

    static MigrationProgress progress(Stage stage, ProgressState state, String message) {
        return MigrationProgress.newBuilder()
                .setMigrationId(ID.value())
                .setDatabase("shop")
                .setStage(stage)
                .setState(state)
                .setMessage(message)
                .setAt(START)
                .build();
    }

    static MigrationCommand approval() {
        return MigrationCommand.newBuilder()
                .setCommandId(new UUID(1, 2))
                .setMigrationId(ID.value())
                .setDatabase("shop")
                .setCommand(Approve.newBuilder().setPlanHash("hash").build())
                .setIssuedBy("dba")
                .setIssuedAt(START)
                .build();
    }
}
