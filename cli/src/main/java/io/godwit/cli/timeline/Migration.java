package io.godwit.cli.timeline;

import io.godwit.events.Applied;
import io.godwit.events.ChangeReference;
import io.godwit.events.CodeChanged;
import io.godwit.events.CommandAnswer;
import io.godwit.events.CommandOutcome;
import io.godwit.events.MigrationCommand;
import io.godwit.events.MigrationProgress;
import io.godwit.events.MigrationProposed;
import io.godwit.events.MigrationValidated;
import io.godwit.events.RegressionDetected;
import io.godwit.events.ShadowTested;
import io.godwit.events.Stage;
import io.godwit.model.MigrationId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;

/// A migration as its events tell it.
///
/// @param history its events, the oldest first; at least one
public record Migration(MigrationId id, String database, List<Moment> history) {

    /// An event and when it was published.
    public record Moment(Instant at, SpecificRecord event) {}

    public Migration {
        history = history.stream().sorted(Comparator.comparing(Moment::at)).toList();
    }

    Migration and(Moment moment) {
        List<Moment> longer = new ArrayList<>(history);
        longer.add(moment);
        return new Migration(id, database, longer);
    }

    public Optional<CodeChanged> codeChanged() {
        return latest(CodeChanged.class);
    }

    public Optional<MigrationProposed> proposed() {
        return latest(MigrationProposed.class);
    }

    public Optional<MigrationValidated> validated() {
        return latest(MigrationValidated.class);
    }

    public Optional<ShadowTested> shadowTested() {
        return latest(ShadowTested.class);
    }

    public Optional<Applied> applied() {
        return latest(Applied.class);
    }

    public Optional<RegressionDetected> regression() {
        return latest(RegressionDetected.class);
    }

    public Optional<MigrationProgress> progress() {
        return latest(MigrationProgress.class);
    }

    /// The latest progress that says where it stands: an answer to a command that has changed nothing does not, and
    /// watching not while there is still something to be applied.
    Optional<Moment> standingProgress() {
        return history.reversed().stream()
                .filter(moment -> moment.event() instanceof MigrationProgress progress
                        && progress.getAnswers()
                                .filter(answer -> answer.getOutcome() != CommandOutcome.DONE)
                                .isEmpty()
                        && (progress.getStage() != Stage.MONITOR
                                || applied().filter(Applied::getComplete).isPresent()))
                .findFirst();
    }

    /// The latest command that was not refused.
    public Optional<MigrationCommand> command() {
        Set<UUID> refused = history.stream()
                .map(Moment::event)
                .filter(MigrationProgress.class::isInstance)
                .flatMap(progress -> ((MigrationProgress) progress).getAnswers().stream())
                .filter(answer -> answer.getOutcome() == CommandOutcome.REFUSED)
                .map(CommandAnswer::getCommandId)
                .collect(Collectors.toUnmodifiableSet());
        return history.reversed().stream()
                .map(Moment::event)
                .filter(MigrationCommand.class::isInstance)
                .map(MigrationCommand.class::cast)
                .filter(command -> !refused.contains(command.getCommandId()))
                .findFirst();
    }

    /// The latest event of that type, or empty.
    public <T extends SpecificRecord> Optional<T> latest(Class<T> type) {
        return history.reversed().stream()
                .map(Moment::event)
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst();
    }

    /// When the latest event of that type was published, or empty.
    public Optional<Instant> timeOf(Class<? extends SpecificRecord> type) {
        return history.reversed().stream()
                .filter(moment -> type.isInstance(moment.event()))
                .map(Moment::at)
                .findFirst();
    }

    public Instant began() {
        return history.getFirst().at();
    }

    public Instant lastHeardOf() {
        return history.getLast().at();
    }

    /// The code change it comes from, or empty if only commands or progress are known.
    public Optional<ChangeReference> change() {
        return codeChanged()
                .map(CodeChanged::getChange)
                .or(() -> proposed().map(MigrationProposed::getChange))
                .or(() -> validated().map(MigrationValidated::getChange))
                .or(() -> shadowTested().map(ShadowTested::getChange))
                .or(() -> applied().map(Applied::getChange));
    }

    /// The first line of the commit's message; its revision if it has none.
    public String subject() {
        return change().map(change -> change.getSubject().isEmpty() ? change.getHeadRevision() : change.getSubject())
                .orElse("");
    }

    /// The verdict so far: the shadow test's, else the validator's; empty before either.
    public Optional<String> verdict() {
        return shadowTested()
                .map(tested -> tested.getVerdict().name())
                .or(() -> validated().map(judged -> judged.getVerdict().name()));
    }

    /// Where it stands.
    public Standing standing() {
        return Standings.of(this);
    }
}
