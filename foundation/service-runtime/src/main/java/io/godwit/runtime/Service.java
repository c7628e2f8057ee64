package io.godwit.runtime;

import io.godwit.schemas.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.config.ConfigDef;

/// The entry point of every service: says what it is called, what it is configured by, what it handles and what it runs
/// beside, and then runs it.
///
/// ```java
/// Service.named("validator", "Judges migrations and makes them safe.")
///         .handles(Topic.MIGRATION_PROPOSED, context -> new ProposalHandler(context))
///         .main(arguments);
/// ```
public final class Service {
    private Service() {}

    /// @param name    one lower-case word; the consumer group is `godwit-NAME`
    /// @param purpose one sentence for people, shown by `--help`
    public static Builder named(String name, String purpose) {
        return new Builder(name, purpose);
    }

    /// Collects what a service consists of.
    public static final class Builder {
        private final String name;
        private final String purpose;
        private final ConfigDef definition = SharedSettings.definition();
        private final List<ServiceParts.Handled<?>> handled = new ArrayList<>();
        private final List<ServiceParts.Work> works = new ArrayList<>();

        private Builder(String name, String purpose) {
            this.name = name;
            this.purpose = purpose;
        }

        /// Adds the service's own keys. Lengths of time are keys of type STRING with [Durations] as the validator.
        public Builder settings(ConfigDef more) {
            more.configKeys().values().forEach(definition::define);
            return this;
        }

        /// Handles a topic's events.
        ///
        /// @param handler made once, when the service starts; should not connect to anything yet
        /// @throws IllegalArgumentException if the topic is handled already
        public <T extends SpecificRecord> Builder handles(
                Topic<T> topic, Function<ServiceContext, EventHandler<T>> handler) {
            if (handled.stream().anyMatch(other -> other.topic().equals(topic))) {
                throw new IllegalArgumentException(name + " handles " + topic.name() + " twice");
            }
            handled.add(new ServiceParts.Handled<>(topic, handler));
            return this;
        }

        /// Runs work of its own beside the handlers.
        ///
        /// @param work made once, when the service starts; should not connect to anything yet
        public Builder runs(String workName, Function<ServiceContext, BackgroundWork> work) {
            works.add(new ServiceParts.Work(workName, work));
            return this;
        }

        /// Runs the service as a process of its own until SIGTERM. Ends the JVM: with status 0 when asked to stop (and
        /// after `--help`), 2 if the configuration is wrong, 1 if the service fails.
        public void main(String... arguments) {
            ServiceProcess.run(parts(), arguments);
        }

        /// Starts the service inside this JVM, with these settings and nothing from files or the environment. Returns
        /// at once; see [RunningService#awaitReady].
        ///
        /// @throws ConfigurationProblem with everything that is wrong with the settings
        public RunningService start(Map<String, String> settings) {
            ServiceParts parts = parts();
            return StartedService.start(parts, Configuration.of(name, parts.definition(), settings));
        }

        /// What `--help` prints.
        public String help() {
            return SettingsHelp.text(name, purpose, definition);
        }

        private ServiceParts parts() {
            return new ServiceParts(name, purpose, definition, List.copyOf(handled), List.copyOf(works));
        }
    }
}
