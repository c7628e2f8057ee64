package io.godwit.validator;

import io.godwit.runtime.Settings;
import io.godwit.validator.policy.Policy;
import io.godwit.validator.policy.PolicyFile;
import java.nio.file.Path;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;

/// The validator's own configuration.
final class ValidatorSettings {
    private static final String POLICY = "validator.policy";

    private ValidatorSettings() {}

    static ConfigDef definition() {
        return new ConfigDef()
                .define(
                        POLICY,
                        Type.STRING,
                        "",
                        Importance.MEDIUM,
                        "A file with the organisation's rules, see docs/check.md. Empty: findings decide alone.");
    }

    static Policy policy(Settings settings) {
        String file = settings.text(POLICY);
        return file.isBlank() ? Policy.none() : PolicyFile.read(Path.of(file));
    }
}
