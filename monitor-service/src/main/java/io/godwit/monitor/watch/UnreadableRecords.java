package io.godwit.monitor.watch;

import io.godwit.runtime.ServiceContext;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.errors.DeserializationExceptionHandler;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What Streams does with a record that is no event: it goes to the dead letters, in the transaction that passes it
/// over, and the watch goes on. While the registry does not answer, nothing is passed over: the watch starts anew until
/// it does. Public because Streams makes it.
public final class UnreadableRecords implements DeserializationExceptionHandler {
    /// Under this key of the configuration stands the service's [ServiceContext].
    static final String CONTEXT = "godwit.service.context";

    private static final Logger LOG = LoggerFactory.getLogger(UnreadableRecords.class);

    private @org.jspecify.annotations.Nullable ServiceContext context;

    @Override
    public void configure(Map<String, ?> configuration) {
        context = (ServiceContext) configuration.get(CONTEXT);
    }

    @Override
    public Response handleError(ErrorHandlerContext place, ConsumerRecord<byte[], byte[]> record, Exception failure) {
        if (context == null) {
            return Response.fail();
        }
        LOG.error(
                "Gave up {}-{} at offset {}; it is in dead-letters",
                record.topic(),
                record.partition(),
                record.offset(),
                failure);
        return Response.resume(List.of(context.deadLetter(record, failure)));
    }
}
