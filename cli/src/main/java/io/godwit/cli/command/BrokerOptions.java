package io.godwit.cli.command;

import io.godwit.cli.events.Addresses;
import io.godwit.cli.local.RunningStack;
import io.godwit.model.Problem;
import io.godwit.stack.StackAddresses;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Where the events are: what the options say, else the environment, else the stack that runs on this machine.
final class BrokerOptions {
    private static final String KAFKA = "kafka.";
    private static final String REGISTRY = "schema.registry.";

    @Option(
            names = "--bootstrap-servers",
            paramLabel = "HOST:PORT",
            description = "The Kafka broker. Default: $GODWIT_KAFKA_BOOTSTRAP_SERVERS, else the local stack's.")
    private @Nullable String bootstrapServers;

    @Option(
            names = "--schema-registry",
            paramLabel = "URL",
            description = "The schema registry. Default: $GODWIT_SCHEMA_REGISTRY_URL, else the local stack's.")
    private @Nullable String schemaRegistry;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "A setting of the Kafka or registry client, with the services' prefixes:"
                    + " kafka.security.protocol=SASL_SSL, schema.registry.basic.auth.user.info=…")
    private Map<String, String> settings = new HashMap<>();

    /// @throws Problem USER for a key with neither prefix, ENVIRONMENT if no address is known
    Addresses addresses() {
        return new Addresses(
                given(bootstrapServers, "GODWIT_KAFKA_BOOTSTRAP_SERVERS")
                        .or(() -> RunningStack.find().map(StackAddresses::bootstrapServers))
                        .orElseThrow(() -> unknown("broker", "--bootstrap-servers", "GODWIT_KAFKA_BOOTSTRAP_SERVERS")),
                given(schemaRegistry, "GODWIT_SCHEMA_REGISTRY_URL")
                        .or(() -> RunningStack.find().map(StackAddresses::schemaRegistryUrl))
                        .orElseThrow(
                                () -> unknown("schema registry", "--schema-registry", "GODWIT_SCHEMA_REGISTRY_URL")),
                withPrefix(KAFKA),
                withPrefix(REGISTRY));
    }

    /// Whether an address was given or a local stack runs.
    boolean isKnown() {
        return given(bootstrapServers, "GODWIT_KAFKA_BOOTSTRAP_SERVERS").isPresent()
                || RunningStack.find().isPresent();
    }

    private static Optional<String> given(@Nullable String option, String variable) {
        return Optional.ofNullable(option)
                .or(() -> Optional.ofNullable(System.getenv(variable)))
                .filter(value -> !value.isBlank());
    }

    private static Problem unknown(String what, String option, String variable) {
        return Problem.environment(
                "NO_ADDRESS",
                "No local stack is running, and no " + what + " is named. Start one with `godwit up`, or give " + option
                        + " or " + variable + ".");
    }

    private Map<String, String> withPrefix(String prefix) {
        settings.keySet().stream()
                .filter(key -> !key.startsWith(KAFKA) && !key.startsWith(REGISTRY))
                .findFirst()
                .ifPresent(key -> {
                    throw Problem.user(
                            "UNKNOWN_SETTING", "--set " + key + ": keys begin with " + KAFKA + " or " + REGISTRY);
                });
        Map<String, String> chosen = new HashMap<>();
        settings.forEach((key, value) -> {
            if (key.startsWith(prefix)) {
                chosen.put(key.substring(prefix.length()), value);
            }
        });
        return chosen;
    }
}
