package io.godwit.cli.timeline;

import io.godwit.cli.timeline.Migration.Moment;
import io.godwit.events.Applied;
import io.godwit.events.CodeChanged;
import io.godwit.events.MigrationCommand;
import io.godwit.events.MigrationProgress;
import io.godwit.events.MigrationProposed;
import io.godwit.events.MigrationValidated;
import io.godwit.events.RegressionDetected;
import io.godwit.events.ShadowTested;
import io.godwit.model.DatabaseName;
import io.godwit.model.MigrationId;
import io.godwit.schemas.Topic;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;

/// All migrations, as the events seen so far tell them. A value: hearing an event gives a new timeline.
public record MigrationTimeline(Map<MigrationId, Migration> migrations) {
    public static final MigrationTimeline EMPTY = new MigrationTimeline(Map.of());

    /// The topics that tell about migrations.
    public static final List<Topic<?>> TOPICS = List.of(
            Topic.CODE_CHANGED,
            Topic.MIGRATION_PROPOSED,
            Topic.MIGRATION_VALIDATED,
            Topic.SHADOW_TESTED,
            Topic.APPLIED,
            Topic.REGRESSION_DETECTED,
            Topic.MIGRATION_COMMANDS,
            Topic.MIGRATION_PROGRESS,
            Topic.DEAD_LETTERS);

    public MigrationTimeline {
        migrations = Map.copyOf(migrations);
    }

    /// What an event is about.
    public record Subject(MigrationId migration, String database) {}

    /// The timeline after one more event; the same if the event is about no migration.
    public MigrationTimeline heard(Instant at, SpecificRecord event) {
        return subject(event).map(subject -> heard(at, event, subject)).orElse(this);
    }

    /// The timeline after an event whose migration is known from elsewhere, as a dead letter's is from what it carries.
    public MigrationTimeline heard(Instant at, SpecificRecord event, Subject subject) {
        Moment moment = new Moment(at, event);
        Map<MigrationId, Migration> more = new LinkedHashMap<>(migrations);
        more.merge(
                subject.migration(),
                new Migration(subject.migration(), subject.database(), List.of(moment)),
                (known, _) -> known.and(moment));
        return new MigrationTimeline(more);
    }

    /// What an event is about, or empty if it is about no single migration.
    public static Optional<Subject> subject(SpecificRecord event) {
        return switch (event) {
            case CodeChanged changed -> Optional.of(subjectOf(changed));
            case MigrationProposed proposed -> subject(proposed.getMigrationId(), proposed.getDatabase());
            case MigrationValidated validated -> subject(validated.getMigrationId(), validated.getDatabase());
            case ShadowTested tested -> subject(tested.getMigrationId(), tested.getDatabase());
            case Applied applied -> subject(applied.getMigrationId(), applied.getDatabase());
            case RegressionDetected regression -> subject(regression.getMigrationId(), regression.getDatabase());
            case MigrationCommand command -> subject(command.getMigrationId(), command.getDatabase());
            case MigrationProgress progress -> subject(progress.getMigrationId(), progress.getDatabase());
            default -> Optional.empty();
        };
    }

    private static Subject subjectOf(CodeChanged changed) {
        MigrationId id = MigrationId.of(
                changed.getChange().getRepository(),
                changed.getChange().getHeadRevision(),
                new DatabaseName(changed.getDatabase()));
        return new Subject(id, changed.getDatabase());
    }

    private static Optional<Subject> subject(java.util.UUID id, String database) {
        return Optional.of(new Subject(new MigrationId(id), database));
    }

    /// The migrations in the order in which they began.
    public List<Migration> inOrder() {
        return migrations.values().stream()
                .sorted(Comparator.comparing(Migration::began))
                .toList();
    }

    public Optional<Migration> migration(MigrationId id) {
        return Optional.ofNullable(migrations.get(id));
    }

    /// The migrations whose id begins so, dashes and case aside.
    public List<Migration> beginningWith(String abbreviatedId) {
        String wanted = plain(abbreviatedId);
        return inOrder().stream()
                .filter(migration -> plain(migration.id().toString()).startsWith(wanted))
                .toList();
    }

    private static String plain(String id) {
        return id.toLowerCase(java.util.Locale.ROOT).replace("-", "");
    }
}
