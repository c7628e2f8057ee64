package io.godwit.runtime;

import java.util.Optional;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;

/// The server for copies of production's schema, for services that try something there.
public final class CopiesSettings {
    private CopiesSettings() {}

    /// Empty if there is no copies server.
    public static Optional<DatabaseSettings> of(Settings settings) {
        return settings.optionalText("copies.url")
                .map(url -> new DatabaseSettings(
                        url, settings.optionalText("copies.user").orElse(""), settings.password("copies")));
    }

    /// @param use what is done there, and what is not without it: a sentence or two
    public static ConfigDef definition(String use) {
        return new ConfigDef()
                .define(
                        "copies.url",
                        Type.STRING,
                        "",
                        Importance.HIGH,
                        "JDBC address of a database on the server for copies, for example"
                                + " jdbc:postgresql://host:5432/postgres. " + use)
                .define("copies.user", Type.STRING, "", Importance.HIGH, "Role there; it may create databases.")
                .define("copies.password", Type.PASSWORD, null, Importance.HIGH, "The role's password.")
                .define(
                        "copies.password.file",
                        Type.STRING,
                        "",
                        Importance.HIGH,
                        "A file that holds the password instead.");
    }
}
