package io.godwit.cli.events;

import io.godwit.schemas.Topic;
import java.time.Instant;
import org.apache.avro.specific.SpecificRecord;

/// A record read from a topic.
public sealed interface TopicRecord {
    Topic<?> topic();

    /// The record's key; empty if it has none.
    String key();

    /// When it was published.
    Instant at();

    int partition();

    long offset();

    /// A record whose event could be read.
    record Event(Topic<?> topic, String key, Instant at, int partition, long offset, SpecificRecord event)
            implements TopicRecord {}

    /// A record that is not an event of its topic.
    ///
    /// @param reason what the deserializer said
    record Unreadable(Topic<?> topic, String key, Instant at, int partition, long offset, String reason)
            implements TopicRecord {}
}
