package io.godwit.runtime;

import java.util.List;
import java.util.Objects;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.types.Password;
import org.jspecify.annotations.Nullable;

/// What `--help` prints: every key with its type, default and meaning.
final class SettingsHelp {
    private SettingsHelp() {}

    static String text(String service, String purpose, ConfigDef definition) {
        StringBuilder text = new StringBuilder()
                .append("%s: %s%n%n".formatted(service, purpose))
                .append("Usage: %s [--config FILE] [--set KEY=VALUE]...%n%n".formatted(service))
                .append("""
                        A key is looked for in --set, then in the environment (GODWIT_ and the key in upper case, each . and -
                        as _), then in FILE (KEY=VALUE lines), then among the defaults.

                        """);
        for (String key : definition.names().stream().sorted().toList()) {
            append(text, Objects.requireNonNull(definition.configKeys().get(key)));
        }
        for (List<String> passed : List.of(
                List.of("database.NAME.url", "JDBC address of a database listed in databases."),
                List.of("database.NAME.user", "Role to connect as."),
                List.of("database.NAME.password", "Its password. Never logged."),
                List.of("database.NAME.password.file", "A file that holds the password, instead of the password."),
                List.of("kafka.*", "Any property of a Kafka client, for example kafka.security.protocol."),
                List.of(
                        "schema.registry.*",
                        "Any property of the registry's client, for example"
                                + " schema.registry.basic.auth.user.info."))) {
            text.append("  %s%n      %s%n".formatted(passed.getFirst(), passed.getLast()));
        }
        return text.append(
                        "%nExit status: 0 stopped when asked to, 1 failed, 2 the configuration is wrong.%n".formatted())
                .toString();
    }

    private static void append(StringBuilder text, ConfigDef.ConfigKey key) {
        text.append("  %s (%s, %s)%n".formatted(key.name, type(key), defaultOf(key)))
                .append("      %s%n".formatted(key.documentation));
    }

    private static String type(ConfigDef.ConfigKey key) {
        String allowed = key.validator == null
                        || key.validator instanceof ConfigDef.NonEmptyString
                        || key.validator instanceof ConfigDef.LambdaValidator
                ? ""
                : " " + key.validator;
        return switch (key.type) {
            case BOOLEAN -> "true or false";
            case STRING ->
                allowed.isEmpty() ? "text" : key.validator instanceof Durations ? allowed.strip() : "text" + allowed;
            case INT, SHORT, LONG -> "number" + allowed;
            case DOUBLE -> "decimal" + allowed;
            case LIST -> "list, joined by commas";
            case PASSWORD -> "secret";
            case CLASS -> "class name";
        };
    }

    private static String defaultOf(ConfigDef.ConfigKey key) {
        @Nullable Object value = key.defaultValue;
        if (ConfigDef.NO_DEFAULT_VALUE.equals(value)) {
            return "required";
        }
        boolean nothing =
                value == null || value.toString().isEmpty() || value instanceof List<?> list && list.isEmpty();
        if (nothing) {
            return "optional";
        }
        return value instanceof Password ? "default hidden" : "default " + ConfigDef.convertToString(value, key.type);
    }
}
