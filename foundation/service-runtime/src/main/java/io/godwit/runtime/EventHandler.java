package io.godwit.runtime;

import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/// What a service does with one event. Called on a virtual thread, one event at a time per partition; events of
/// different partitions are handled in parallel, so an implementation is safe for use by several threads at once.
///
/// @param <T> the events handled
@FunctionalInterface
public interface EventHandler<T extends SpecificRecord> {
    /// Does the work an event asks for. It may take hours: the service keeps its place in the consumer group. The same
    /// event comes again after a crash, so effects outside Kafka must bear being asked for twice.
    ///
    /// The thread is interrupted when the partition moves to another instance or the service stops; what an
    /// interrupted call returns is thrown away.
    ///
    /// @return what to publish, in this order; committed together with the consumed offset, or not at all
    /// @throws Exception [io.godwit.model.Problem] or [java.sql.SQLException] preferably: both say whether trying
    /// again may help. Anything else counts as a defect, is not tried again, and ends in the dead letters
    List<OutgoingEvent<?>> handle(T event) throws Exception;

    /// What to tell others, beside the dead letter, about an event that is given up: a hopeless error, or retries that
    /// are used up.
    ///
    /// @param cause the last attempt's error
    /// @return events to publish together with the dead letter; none by default
    default List<OutgoingEvent<?>> givenUp(T event, Exception cause) {
        return List.of();
    }
}
