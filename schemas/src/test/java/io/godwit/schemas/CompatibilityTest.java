package io.godwit.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.SchemaParseException;
import org.apache.avro.SchemaParser;
import org.apache.avro.SchemaValidationException;
import org.apache.avro.SchemaValidator;
import org.apache.avro.SchemaValidatorBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Holds every schema compatible with all released ones, in both directions (the registry's FULL_TRANSITIVE), so that
/// old and new services read each other's events and the whole log stays readable.
///
/// A release adds a folder `released/N` with the schemas as they are then: run this class with
/// `-Dgodwit.release=N` to write it.
class CompatibilityTest {
    private static final Path RELEASED = Path.of("released");
    private static final SchemaValidator FULL_TRANSITIVE =
            new SchemaValidatorBuilder().mutualReadStrategy().validateAll();

    static List<Topic<?>> topics() {
        return TopicCatalogue.topics();
    }

    @ParameterizedTest
    @MethodSource("topics")
    void a_schema_reads_and_is_read_by_all_released_ones(Topic<?> topic) {
        writeIfReleasing(topic);
        List<Schema> released = released(topic.name());

        assertThat(released).as("released schemas of " + topic.name()).isNotEmpty();
        assertThatCode(() -> FULL_TRANSITIVE.validate(topic.schema(), released)).doesNotThrowAnyException();
    }

    @Test
    void a_field_without_default_would_be_noticed() {
        Schema released = SchemaBuilder.record("R").fields().requiredString("a").endRecord();
        Schema changed = SchemaBuilder.record("R")
                .fields()
                .requiredString("a")
                .requiredString("b")
                .endRecord();

        assertThatThrownBy(() -> FULL_TRANSITIVE.validate(changed, List.of(released)))
                .isInstanceOf(SchemaValidationException.class);
    }

    @ParameterizedTest
    @MethodSource("topics")
    void every_record_and_every_field_says_what_it_is(Topic<?> topic) {
        assertThat(undocumented(topic.schema())).isEmpty();
    }

    private static List<String> undocumented(Schema schema) {
        return switch (schema.getType()) {
            case RECORD ->
                Stream.concat(
                                Stream.of(schema)
                                        .filter(record -> record.getDoc() == null)
                                        .map(Schema::getName),
                                schema.getFields().stream()
                                        .flatMap(field -> Stream.concat(
                                                field.doc() == null
                                                        ? Stream.of(schema.getName() + "." + field.name())
                                                        : Stream.empty(),
                                                undocumented(field.schema()).stream())))
                        .toList();
            case ARRAY -> undocumented(schema.getElementType());
            case MAP -> undocumented(schema.getValueType());
            case UNION ->
                schema.getTypes().stream()
                        .flatMap(type -> undocumented(type).stream())
                        .toList();
            case ENUM -> schema.getDoc() == null ? List.of(schema.getName()) : List.of();
            case STRING, BYTES, INT, LONG, FLOAT, DOUBLE, BOOLEAN, NULL, FIXED -> List.of();
        };
    }

    private static List<Schema> released(String topic) {
        try (Stream<Path> versions = Files.list(RELEASED)) {
            return versions.map(version -> version.resolve(topic + ".avsc"))
                    .filter(Files::exists)
                    .sorted()
                    .map(CompatibilityTest::parse)
                    .toList();
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }

    private static Schema parse(Path file) {
        try {
            return new SchemaParser().parse(file).mainSchema();
        } catch (IOException | SchemaParseException problem) {
            throw new IllegalStateException(file + " is not an Avro schema", problem);
        }
    }

    private static void writeIfReleasing(Topic<?> topic) {
        String version = System.getProperty("godwit.release");
        if (version == null) {
            return;
        }
        try {
            Path folder = Files.createDirectories(RELEASED.resolve(version));
            Files.writeString(
                    folder.resolve(topic.name() + ".avsc"), topic.schema().toString(true) + "\n");
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }
}
