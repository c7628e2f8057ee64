package io.godwit.runtime;

import io.godwit.model.Problem;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.config.types.Password;
import org.jspecify.annotations.Nullable;

/// A service's configuration, read once and found good. Each method throws [IllegalArgumentException] for a key the
/// service has not defined or defined with another type: a defect of the service, not of the configuration.
public final class Settings {
    private final Map<String, Object> values;

    /// @param values by key, of the types [org.apache.kafka.common.config.ConfigDef] parses to; keys that are
    /// defined but not set have no entry
    Settings(Map<String, Object> values) {
        this.values = Map.copyOf(values);
    }

    /// A text that is set or has a default.
    public String text(String key) {
        return required(key, String.class);
    }

    /// A text; empty if it is not set or blank.
    public Optional<String> optionalText(String key) {
        return value(key, String.class).filter(text -> !text.isBlank());
    }

    /// A whole number: a key of type INT, SHORT or LONG.
    public long number(String key) {
        return required(key, Number.class).longValue();
    }

    /// A number with a fraction: a key of type DOUBLE.
    public double fraction(String key) {
        return required(key, Number.class).doubleValue();
    }

    /// A length of time: a key of type STRING checked by [Durations].
    public Duration duration(String key) {
        return Durations.parse(text(key))
                .orElseThrow(() -> new IllegalArgumentException("'" + key + "' does not hold a length of time"));
    }

    /// A key of type BOOLEAN.
    public boolean flag(String key) {
        return required(key, Boolean.class);
    }

    /// A key of type LIST, or of type STRING as a list of one; empty if it is not set.
    public List<String> list(String key) {
        Object value = values.get(key);
        return value instanceof List<?> items
                ? items.stream().map(String::valueOf).toList()
                : value(key, String.class).map(List::of).orElse(List.of());
    }

    /// A key of type PASSWORD; empty if it is not set.
    public Optional<String> secret(String key) {
        return value(key, Password.class).map(Password::value);
    }

    /// The password of a server: the key NAME.password of type PASSWORD, or what the file named by the key
    /// NAME.password.file of type STRING holds; empty if neither is set.
    ///
    /// @param server NAME
    /// @throws Problem of the user if the file cannot be read
    public String password(String server) {
        String key = server + ".password.file";
        Optional<PasswordFile> file = optionalText(key).map(name -> new PasswordFile(key, name));
        if (file.isEmpty()) {
            return secret(server + ".password").orElse("");
        }
        return file.get()
                .password()
                .orElseThrow(() ->
                        Problem.user("PASSWORD_FILE_UNREADABLE", file.get().unreadable()));
    }

    private <T> T required(String key, Class<T> type) {
        return value(key, type)
                .orElseThrow(() -> new IllegalArgumentException(
                        "'" + key + "' is not set: define it with a default, or read it as optional"));
    }

    private <T> Optional<T> value(String key, Class<T> type) {
        @Nullable Object value = values.get(key);
        if (value != null && !type.isInstance(value)) {
            throw new IllegalArgumentException("'" + key + "' is defined as a "
                    + value.getClass().getSimpleName() + ", not as a " + type.getSimpleName());
        }
        return Optional.ofNullable(type.cast(value));
    }

    /// The keys only: values may be secret.
    @Override
    public String toString() {
        return "Settings" + values.keySet().stream().sorted().toList();
    }
}
