package io.godwit.runtime;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigValue;

/// What Kafka's clients would say about the `kafka.` keys, found out before a client is made. Keys they do not know are
/// left alone: they may be for a plug-in or for Streams.
final class KafkaKeys {
    static final String PREFIX = "kafka.";

    private KafkaKeys() {}

    /// A text for each key with a value its client refuses.
    ///
    /// @param looked keys that were looked at already, with their prefix
    static Set<String> problems(Map<String, Object> passed, Set<String> looked) {
        Set<String> problems = new TreeSet<>();
        for (ConfigDef client :
                List.of(AdminClientConfig.configDef(), ConsumerConfig.configDef(), ProducerConfig.configDef())) {
            Map<String, String> known = new HashMap<>();
            passed.forEach((key, value) -> {
                if (client.names().contains(key) && !looked.contains(PREFIX + key)) {
                    known.put(key, value.toString());
                }
            });
            for (ConfigValue value : client.validate(known)) {
                if (known.containsKey(value.name()) && !value.errorMessages().isEmpty()) {
                    problems.add(PREFIX + value.name() + ": " + reason(client, value));
                }
            }
        }
        return problems;
    }

    private static String reason(ConfigDef client, ConfigValue value) {
        ConfigDef.ConfigKey key = Objects.requireNonNull(client.configKeys().get(value.name()));
        return key.type == ConfigDef.Type.PASSWORD
                ? "not valid (its value is not shown)"
                : value.errorMessages().getFirst();
    }
}
