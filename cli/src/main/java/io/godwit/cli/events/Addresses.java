package io.godwit.cli.events;

import java.util.HashMap;
import java.util.Map;

/// Where the events are.
///
/// @param bootstrapServers the broker's address, `host:port`, several joined by commas
/// @param schemaRegistry   the registry's Confluent-compatible address
/// @param kafka            further settings of the Kafka clients, for example for SASL and TLS
/// @param registry         further settings of the registry client
public record Addresses(
        String bootstrapServers, String schemaRegistry, Map<String, String> kafka, Map<String, String> registry) {
    public Addresses {
        kafka = Map.copyOf(kafka);
        registry = Map.copyOf(registry);
    }

    public static Addresses of(String bootstrapServers, String schemaRegistry) {
        return new Addresses(bootstrapServers, schemaRegistry, Map.of(), Map.of());
    }

    /// What every Kafka client is given. A broker that does not answer is reported after 15 s.
    public Map<String, Object> clientSettings() {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put("bootstrap.servers", bootstrapServers);
        settings.putIfAbsent("default.api.timeout.ms", "15000");
        settings.putIfAbsent("request.timeout.ms", "10000");
        settings.putIfAbsent("client.id", "godwit-cli");
        return settings;
    }
}
