package io.godwit.validator;

import io.godwit.postgres.DatabaseAddress;
import io.godwit.runtime.Settings;
import java.util.Optional;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;

/// Where plans are proved.
final class CopiesSettings {
    private CopiesSettings() {}

    /// Empty if there is no copies server.
    static Optional<DatabaseAddress> of(Settings settings) {
        return settings.optionalText("copies.url")
                .map(url -> new DatabaseAddress(
                        url, settings.optionalText("copies.user").orElse(""), settings.password("copies")));
    }

    static ConfigDef definition() {
        return new ConfigDef()
                .define(
                        "copies.url",
                        Type.STRING,
                        "",
                        Importance.HIGH,
                        "JDBC address of a database on the server for copies, for example"
                                + " jdbc:postgresql://host:5432/postgres. Plans are run forward and back there, on a copy"
                                + " of the schema; without it they are not proven.")
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
