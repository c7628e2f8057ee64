package io.godwit.cli.events;

import io.godwit.cli.timeline.MigrationTimeline;
import io.godwit.cli.timeline.MigrationTimeline.Subject;
import io.godwit.events.DeadLetter;
import io.godwit.schemas.TopicCatalogue;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;

/// Keeps a timeline of all migrations up to date from the topics. For one thread.
public final class MigrationFeed implements AutoCloseable {
    private final EventTail tail;
    private final EventDecoder decoder;
    private MigrationTimeline timeline = MigrationTimeline.EMPTY;

    /// News about one migration.
    public record News(Instant at, Subject subject, SpecificRecord event) {}

    public MigrationFeed(Addresses addresses) {
        tail = EventTail.fromBeginning(addresses, MigrationTimeline.TOPICS);
        decoder = new EventDecoder(addresses);
    }

    /// All migrations as of the last news.
    public MigrationTimeline timeline() {
        return timeline;
    }

    /// Everything that has been published so far.
    public List<News> catchUp() {
        return heard(tail.untilNow());
    }

    /// What is published within `patience`; empty if nothing is.
    public List<News> next(Duration patience) {
        return heard(tail.next(patience));
    }

    private List<News> heard(List<TopicRecord> records) {
        List<News> news = new ArrayList<>();
        for (TopicRecord read : records) {
            if (read instanceof TopicRecord.Event event) {
                subject(event.event()).ifPresent(subject -> {
                    timeline = timeline.heard(event.at(), event.event(), subject);
                    news.add(new News(event.at(), subject, event.event()));
                });
            }
        }
        return news;
    }

    /// A dead letter is about what the record it carries is about, where that record can be read.
    private Optional<Subject> subject(SpecificRecord event) {
        if (event instanceof DeadLetter letter) {
            return letter.getValue()
                    .flatMap(value ->
                            TopicCatalogue.named(letter.getSourceTopic()).flatMap(topic -> readable(topic, value)))
                    .flatMap(MigrationTimeline::subject);
        }
        return MigrationTimeline.subject(event);
    }

    private Optional<SpecificRecord> readable(io.godwit.schemas.Topic<?> topic, java.nio.ByteBuffer value) {
        byte[] bytes = new byte[value.remaining()];
        value.duplicate().get(bytes);
        try {
            return Optional.of(decoder.decode(topic, bytes));
        } catch (RuntimeException unreadable) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        tail.close();
    }
}
