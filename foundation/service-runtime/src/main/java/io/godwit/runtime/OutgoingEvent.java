package io.godwit.runtime;

import io.godwit.schemas.Topic;
import org.apache.avro.specific.SpecificRecord;

/// An event to be published.
///
/// @param topic where it goes
/// @param key   the record's key, as the topic defines it; records of one key stay in order
/// @param event the event
/// @param <T>   the topic's type of events
public record OutgoingEvent<T extends SpecificRecord>(Topic<T> topic, String key, T event) {}
