package io.godwit.confluent;

import static org.assertj.core.api.Assertions.assertThat;

import io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.RestService;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import io.confluent.kafka.serializers.KafkaAvroDeserializer;
import io.confluent.kafka.serializers.KafkaAvroSerializer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

/// The classes taken from the carrier jar are complete: what they need at run time came along or stands beside them.
class ConfluentClientTest {
    private static final Schema BIRD = SchemaBuilder.record("Bird")
            .fields()
            .requiredString("name")
            .requiredLong("kilometres")
            .endRecord();
    private static final Map<String, String> REGISTRY = Map.of("schema.registry.url", "mock://confluent-client");

    @Test
    void a_record_comes_back_as_it_went_in() {
        GenericRecord godwit = new GenericRecordBuilder(BIRD)
                .set("name", "bar-tailed godwit")
                .set("kilometres", 13_560L)
                .build();

        try (KafkaAvroSerializer serializer = new KafkaAvroSerializer();
                KafkaAvroDeserializer deserializer = new KafkaAvroDeserializer()) {
            serializer.configure(REGISTRY, false);
            deserializer.configure(REGISTRY, false);
            byte[] bytes = serializer.serialize("birds", godwit);

            assertThat(bytes[0]).as("magic byte of the Confluent wire format").isZero();
            assertThat(ByteBuffer.wrap(bytes).getInt(1)).as("schema id").isPositive();
            GenericData.Record read = (GenericData.Record) deserializer.deserialize("birds", bytes);
            assertThat(read.get("name")).hasToString("bar-tailed godwit");
            assertThat(read.get("kilometres")).isEqualTo(13_560L);
        }
    }

    @Test
    void the_registry_client_speaks_http() throws IOException, RestClientException {
        try (FakeRegistry registry = FakeRegistry.start("[\"birds-value\"]");
                CachedSchemaRegistryClient client =
                        new CachedSchemaRegistryClient(new RestService(registry.url()), 10, Map.of())) {
            assertThat(client.getAllSubjects()).containsExactly("birds-value");
        }
    }

    @Test
    void kafka_and_avro_are_the_ordinary_ones_not_the_copies_of_the_carrier() {
        assertThat(jarOf(ProducerRecord.class)).contains("kafka-clients");
        assertThat(jarOf(Schema.class)).contains("/avro-");
    }

    private static String jarOf(Class<?> type) {
        return type.getProtectionDomain().getCodeSource().getLocation().getPath();
    }
}
