package io.godwit.cli.events;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.jspecify.annotations.Nullable;

/// Events as JSON, one line each: times and ids as text, bytes in hexadecimal. Where a field may hold one of several
/// kinds of record, the record begins with a field `kind`.
public final class EventJson {
    private static final JsonFactory JSON = new JsonFactory();

    private EventJson() {}

    /// The record with the place it was read from.
    public static String line(TopicRecord read) {
        return json(generator -> {
            generator.writeStartObject();
            generator.writeStringField("topic", read.topic().name());
            generator.writeNumberField("partition", read.partition());
            generator.writeNumberField("offset", read.offset());
            generator.writeStringField("timestamp", read.at().toString());
            generator.writeStringField("key", read.key());
            switch (read) {
                case TopicRecord.Event event -> {
                    generator.writeFieldName("event");
                    write(generator, event.event(), false);
                }
                case TopicRecord.Unreadable unreadable -> generator.writeStringField("unreadable", unreadable.reason());
            }
            generator.writeEndObject();
        });
    }

    /// Writes one JSON value.
    public interface Writing {
        void to(JsonGenerator generator) throws IOException;
    }

    /// What `writing` writes, as text.
    public static String json(Writing writing) {
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = JSON.createGenerator(text)) {
            writing.to(generator);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.toString();
    }

    private static void write(JsonGenerator generator, @Nullable Object value, boolean oneOfSeveral)
            throws IOException {
        switch (value) {
            case null -> generator.writeNull();
            case IndexedRecord record -> writeRecord(generator, record, oneOfSeveral);
            case Collection<?> items -> {
                generator.writeStartArray();
                for (Object item : items) {
                    write(generator, item, false);
                }
                generator.writeEndArray();
            }
            case Map<?, ?> entries -> {
                generator.writeStartObject();
                for (Map.Entry<?, ?> entry : entries.entrySet()) {
                    generator.writeFieldName(String.valueOf(entry.getKey()));
                    write(generator, entry.getValue(), false);
                }
                generator.writeEndObject();
            }
            case Integer number -> generator.writeNumber(number);
            case Long number -> generator.writeNumber(number);
            case Double number -> generator.writeNumber(number);
            case Float number -> generator.writeNumber(number);
            case Boolean truth -> generator.writeBoolean(truth);
            case ByteBuffer bytes -> generator.writeString(hexadecimal(bytes));
            default -> generator.writeString(value.toString());
        }
    }

    private static void writeRecord(JsonGenerator generator, IndexedRecord record, boolean oneOfSeveral)
            throws IOException {
        generator.writeStartObject();
        if (oneOfSeveral) {
            generator.writeStringField("kind", record.getSchema().getName());
        }
        for (Schema.Field field : record.getSchema().getFields()) {
            generator.writeFieldName(field.name());
            write(generator, record.get(field.pos()), holdsSeveralKinds(field.schema()));
        }
        generator.writeEndObject();
    }

    private static boolean holdsSeveralKinds(Schema schema) {
        return schema.isUnion()
                && schema.getTypes().stream()
                                .filter(type -> type.getType() == Schema.Type.RECORD)
                                .count()
                        > 1;
    }

    private static String hexadecimal(ByteBuffer bytes) {
        byte[] copy = new byte[bytes.remaining()];
        bytes.duplicate().get(copy);
        return HexFormat.of().formatHex(copy);
    }
}
