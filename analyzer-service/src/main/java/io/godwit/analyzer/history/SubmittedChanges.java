package io.godwit.analyzer.history;

import io.godwit.analyzer.history.TopicReading.Span;
import io.godwit.events.CodeChanged;
import io.godwit.migrationevents.ChangeEvents;
import io.godwit.model.DatabaseName;
import io.godwit.model.MigrationId;
import io.godwit.runtime.ServiceContext;
import io.godwit.schemas.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;

/// Finds the code change a migration was proposed for.
public final class SubmittedChanges {
    /// Questions are answered soon, so the search goes backwards.
    private static final int OFFSETS_AT_ONCE = 50;

    private final ServiceContext context;

    public SubmittedChanges(ServiceContext context) {
        this.context = context;
    }

    /// The change as it was submitted last; empty if it never was.
    public Optional<CodeChanged> of(MigrationId migration) {
        try (TopicReading<CodeChanged> reading = TopicReading.of(Topic.CODE_CHANGED, context)) {
            Map<TopicPartition, Span> spans = reading.spans();
            long longest = spans.values().stream()
                    .mapToLong(span -> span.end() - span.begin())
                    .max()
                    .orElse(0);
            for (long back = 0; back < longest; back += OFFSETS_AT_ONCE) {
                List<CodeChanged> found = new ArrayList<>();
                for (Map.Entry<TopicPartition, Span> partition : spans.entrySet()) {
                    long end = partition.getValue().end() - back;
                    long begin = Math.max(partition.getValue().begin(), end - OFFSETS_AT_ONCE);
                    reading.read(partition.getKey(), new Span(begin, end), change -> {
                        if (isOf(change, migration)) {
                            found.add(change);
                        }
                    });
                }
                if (!found.isEmpty()) {
                    return Optional.of(found.getLast());
                }
            }
            return Optional.empty();
        }
    }

    private static boolean isOf(CodeChanged change, MigrationId migration) {
        try {
            DatabaseName database = new DatabaseName(change.getDatabase());
            return ChangeEvents.fromEvent(change.getChange())
                    .migrationIn(database)
                    .equals(migration);
        } catch (IllegalArgumentException neverAnalyzed) {
            return false;
        }
    }
}
