package io.godwit.executor.ledger;

import io.godwit.schemas.TrustedEvents;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.apache.avro.Schema;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.io.JsonEncoder;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;

/// An event as Avro's JSON with the schema it was written by: readable for people, and for a later Godwit whose schema
/// has grown.
///
/// @param json   the event
/// @param schema the writer's schema
public record RecordText(String json, String schema) {

    static <T extends SpecificRecord> RecordText of(T event) {
        TrustedEvents.trust();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            JsonEncoder encoder = EncoderFactory.get().jsonEncoder(event.getSchema(), bytes);
            new SpecificDatumWriter<T>(event.getSchema()).write(event, encoder);
            encoder.flush();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return new RecordText(
                bytes.toString(StandardCharsets.UTF_8), event.getSchema().toString());
    }

    <T extends SpecificRecord> T read(Class<T> type, Schema readerSchema) {
        TrustedEvents.trust();
        Schema writerSchema = new Schema.Parser().parse(schema);
        try {
            return type.cast(new SpecificDatumReader<T>(writerSchema, readerSchema)
                    .read(null, DecoderFactory.get().jsonDecoder(writerSchema, json)));
        } catch (IOException unreadable) {
            throw new UncheckedIOException("the ledger holds an event that cannot be read", unreadable);
        }
    }
}
