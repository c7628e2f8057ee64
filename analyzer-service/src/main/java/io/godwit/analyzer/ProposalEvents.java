package io.godwit.analyzer;

import io.godwit.events.ChangeReference;
import io.godwit.events.Confidence;
import io.godwit.events.InferredChange;
import io.godwit.events.MigrationProposed;
import io.godwit.events.NoChange;
import io.godwit.events.ProposedPlan;
import io.godwit.events.Question;
import io.godwit.events.Undecided;
import io.godwit.migrationevents.ChangeEvents;
import io.godwit.migrationevents.PlanEvents;
import io.godwit.model.DatabaseName;
import io.godwit.model.MigrationId;
import io.godwit.model.SourceLocation;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/// An outcome as the event others read.
final class ProposalEvents {
    private ProposalEvents() {}

    static MigrationProposed proposed(
            MigrationId migration, DatabaseName database, ChangeReference change, Outcome outcome) {
        return MigrationProposed.newBuilder()
                .setMigrationId(migration.value())
                .setDatabase(database.value())
                .setChange(change)
                .setOutcome(outcome(outcome))
                .setNotes(outcome.notes())
                .setProposedAt(Instant.now().truncatedTo(ChronoUnit.MILLIS))
                .build();
    }

    /// The outcome in one sentence.
    static String summary(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Proposed proposed ->
                counted(proposed.changes().size(), "change") + " inferred, "
                        + counted(proposed.plan().steps().size(), "step") + " planned"
                        + (proposed.questions().isEmpty()
                                ? "."
                                : ", " + counted(proposed.questions().size(), "question") + " open.");
            case Outcome.Unchanged unchanged -> unchanged.reason();
            case Outcome.Undecided undecided -> undecided.reason();
        };
    }

    private static String counted(int count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }

    private static Object outcome(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Proposed proposed ->
                ProposedPlan.newBuilder()
                        .setChanges(proposed.changes().stream()
                                .map(ProposalEvents::inferred)
                                .toList())
                        .setPlan(PlanEvents.toEvent(proposed.plan()))
                        .setQuestions(questions(proposed.questions()))
                        .build();
            case Outcome.Unchanged(String reason, Optional<SourceLocation> unread, var _)
            when unread.isPresent() ->
                Undecided.newBuilder()
                        .setReason(reason + " " + unread.get()
                                + " is not understood, see the notes: mend it, or bring a migration of your own.")
                        .setLocation(ChangeEvents.toEvent(unread.get()))
                        .build();
            case Outcome.Unchanged unchanged -> new NoChange(unchanged.reason());
            case Outcome.Undecided undecided ->
                Undecided.newBuilder()
                        .setReason(undecided.reason())
                        .setLocation(
                                undecided.location().map(ChangeEvents::toEvent).orElse(null))
                        .setQuestions(questions(undecided.questions()))
                        .build();
        };
    }

    private static InferredChange inferred(Inference inference) {
        return InferredChange.newBuilder()
                .setId(inference.id())
                .setKind(inference.kind())
                .setObject(inference.object())
                .setDescription(inference.description())
                .setLocation(ChangeEvents.toEvent(inference.location()))
                .setConfidence(
                        switch (inference.confidence()) {
                            case CERTAIN -> Confidence.CERTAIN;
                            case HIGH -> Confidence.HIGH;
                            case MEDIUM -> Confidence.MEDIUM;
                            case LOW -> Confidence.LOW;
                        })
                .setReason(inference.reason())
                .build();
    }

    private static List<Question> questions(List<Outcome.Asked> asked) {
        return asked.stream()
                .map(each -> Question.newBuilder()
                        .setId(each.question().id())
                        .setText(each.question().text())
                        .setLocation(ChangeEvents.toEvent(each.location()))
                        .setChoices(each.question().choices())
                        .setWithoutAnswer(each.question().withoutAnswer())
                        .build())
                .toList();
    }
}
