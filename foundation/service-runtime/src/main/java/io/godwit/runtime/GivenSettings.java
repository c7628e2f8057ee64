package io.godwit.runtime;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;

/// What the sources of configuration give, the later ones winning: file, environment, command line.
final class GivenSettings {
    private static final String VARIABLE = "GODWIT_";

    private GivenSettings() {}

    /// @param keys        the service's defined keys
    /// @param file        the content of the file named by `--config`; may be empty
    /// @param environment the process's environment variables
    /// @param arguments   the `--set` arguments, by key
    static Map<String, String> merged(
            Set<String> keys, Properties file, Map<String, String> environment, Map<String, String> arguments) {
        Map<String, String> given = new HashMap<>();
        file.stringPropertyNames()
                .forEach(key -> given.put(key, file.getProperty(key).strip()));
        Map<String, String> defined = fromEnvironment(keys, environment);
        given.putAll(defined);
        passedThrough(keys, environment, given);
        given.putAll(arguments);
        Map<String, String> databases = fromEnvironment(databaseKeys(given), environment);
        databases.keySet().removeAll(arguments.keySet());
        given.putAll(databases);
        return given;
    }

    /// The environment variable of a key: `kafka.bootstrap.servers` is read from `GODWIT_KAFKA_BOOTSTRAP_SERVERS`.
    static String variableOf(String key) {
        return VARIABLE + key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    private static Set<String> databaseKeys(Map<String, String> given) {
        Set<String> keys = new TreeSet<>();
        for (String name : DatabaseKeys.names(given)) {
            DatabaseKeys.PARTS.forEach(part -> keys.add(DatabaseKeys.PREFIX + name + "." + part));
        }
        return keys;
    }

    private static Map<String, String> fromEnvironment(Set<String> keys, Map<String, String> environment) {
        Map<String, String> found = new HashMap<>();
        for (String key : keys) {
            String value = environment.get(variableOf(key));
            if (value != null) {
                found.put(key, value);
            }
        }
        return found;
    }

    /// Variables whose names begin like a pass-through prefix name a key of the client: each `_` stands for a dot.
    private static void passedThrough(Set<String> keys, Map<String, String> environment, Map<String, String> given) {
        Set<String> definedVariables = new TreeSet<>();
        keys.forEach(key -> definedVariables.add(variableOf(key)));
        for (String prefix : SharedSettings.PASSED_THROUGH) {
            environment.forEach((variable, value) -> {
                if (variable.startsWith(variableOf(prefix)) && !definedVariables.contains(variable)) {
                    String rest = variable.substring(variableOf(prefix).length());
                    given.put(prefix + rest.toLowerCase(Locale.ROOT).replace('_', '.'), value);
                }
            });
        }
    }
}
