package io.godwit.runtime;

import io.godwit.model.DatabaseName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigValue;

/// A whole configuration, found good: the defined keys, the databases, and what is passed on to the Kafka and registry
/// clients.
record Configuration(
        Settings settings,
        Map<DatabaseName, DatabaseSettings> databases,
        Map<String, Object> kafka,
        Map<String, Object> registry) {
    private static final Pattern INVALID =
            Pattern.compile("^Invalid value (.*) for configuration (\\S+?)(?=:|$)", Pattern.DOTALL);
    private static final String REGISTRY = "schema.registry.";

    /// @param given what was set, whatever the source, by key
    /// @throws ConfigurationProblem with everything that is wrong
    static Configuration of(String service, ConfigDef definition, Map<String, String> given) {
        return of(service, definition, given, new ArrayList<>());
    }

    /// @param problems what was found wrong before, to be reported together with the rest
    static Configuration of(String service, ConfigDef definition, Map<String, String> given, List<String> problems) {
        Map<String, Object> values = new HashMap<>();
        for (ConfigValue value : definition.validate(defined(definition, given))) {
            value.errorMessages().stream()
                    .map(message -> withoutSecret(definition, value, message))
                    .forEach(problems::add);
            if (value.value() != null) {
                values.put(value.name(), value.value());
            }
        }
        Map<String, Object> kafka = beginningWith(KafkaKeys.PREFIX, given);
        problems.addAll(KafkaKeys.problems(kafka, definition.names()));
        DatabaseKeys databases = DatabaseKeys.read(given, problems);
        new TreeMap<>(given)
                .keySet().stream()
                        .filter(key -> !known(definition, key))
                        .forEach(key -> problems.add(key + " is not a key of " + service
                                + NearestKey.to(key, definition.names())
                                        .map(near -> ": did you mean " + near + "?")
                                        .orElse(": remove it, or see --help for the keys there are")));
        if (!problems.isEmpty()) {
            throw new ConfigurationProblem(service, problems);
        }
        return new Configuration(new Settings(values), databases.byName(), kafka, beginningWith(REGISTRY, given));
    }

    /// The keys only: values may be secret.
    @Override
    public String toString() {
        return "Configuration[" + settings + ", kafka=" + kafka.keySet() + ", registry=" + registry.keySet()
                + ", databases=" + databases + "]";
    }

    private static Map<String, String> defined(ConfigDef definition, Map<String, String> given) {
        Map<String, String> defined = new HashMap<>(given);
        defined.keySet().retainAll(definition.names());
        return defined;
    }

    private static boolean known(ConfigDef definition, String key) {
        return definition.names().contains(key)
                || key.startsWith(DatabaseKeys.PREFIX)
                || SharedSettings.PASSED_THROUGH.stream().anyMatch(key::startsWith);
    }

    /// ConfigDef words a missing key clumsily, and its messages may repeat the value.
    private static String withoutSecret(ConfigDef definition, ConfigValue value, String message) {
        ConfigDef.ConfigKey key = Objects.requireNonNull(definition.configKeys().get(value.name()));
        if (message.startsWith("Missing required configuration")) {
            return value.name() + " is not set: " + key.documentation;
        }
        if (key.type == ConfigDef.Type.PASSWORD) {
            return value.name() + " is not valid (its value is not shown)";
        }
        return INVALID.matcher(message).replaceFirst("$2: '$1' is not valid");
    }

    private static Map<String, Object> beginningWith(String prefix, Map<String, String> given) {
        Map<String, Object> passed = new LinkedHashMap<>();
        given.forEach((key, value) -> {
            if (key.startsWith(prefix)) {
                passed.put(key.substring(prefix.length()), value);
            }
        });
        return Map.copyOf(passed);
    }
}
