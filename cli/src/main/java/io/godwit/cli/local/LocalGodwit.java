package io.godwit.cli.local;

import io.godwit.cli.events.Addresses;
import io.godwit.cli.timeline.Words;
import io.godwit.model.Problem;
import io.godwit.schemas.TopicCatalogue;
import io.godwit.stack.StackAddresses;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;

/// All of Godwit on this machine: the stack, the topics, and the services, until closed.
public final class LocalGodwit implements AutoCloseable {
    private static final Duration TIME_TO_BE_READY = Duration.ofSeconds(60);

    private final StackProcess stack;
    private final Supervisor supervisor;

    private LocalGodwit(StackProcess stack, Supervisor supervisor) {
        this.stack = stack;
        this.supervisor = supervisor;
    }

    /// What to start, and where.
    ///
    /// @param folder       where data, configuration and logs go
    /// @param stackOptions further options of the stack's command line
    /// @param databases    prepares the production databases once the stack is there, and names them
    /// @param settings     of services by name, over the usual ones; under the empty name for all
    /// @param say          told what happens, in plain words
    public record Options(
            GodwitHome home,
            Path folder,
            List<String> stackOptions,
            Function<StackAddresses, List<ProductionDatabase>> databases,
            Map<String, Map<String, String>> settings,
            Consumer<String> say) {}

    /// Starts everything and waits until it is ready.
    ///
    /// @throws Problem ENVIRONMENT if the stack does not start; USER if a service does not accept its configuration
    public static LocalGodwit start(Options options) {
        Instant began = Instant.now();
        StackProcess stack = StackProcess.start(options.home(), options.folder(), options.stackOptions());
        try {
            options.say().accept("Kafka, the schema registry and PostgreSQL are up after " + since(began) + ".");
            createTopics(stack.addresses());
            List<ProductionDatabase> databases = options.databases().apply(stack.addresses());
            Services services =
                    new Services(options.home(), options.folder(), stack.addresses(), databases, options.settings());
            Supervisor supervisor = Supervisor.start(services.programs(), options.say());
            awaitReady(supervisor, options.say());
            options.say().accept("Ready after " + since(began) + ".");
            return new LocalGodwit(stack, supervisor);
        } catch (RuntimeException problem) {
            stack.close();
            throw problem;
        }
    }

    private static void awaitReady(Supervisor supervisor, Consumer<String> say) {
        List<ServiceProgram> late = supervisor.awaitReady(TIME_TO_BE_READY);
        if (!supervisor.refusals().isEmpty()) {
            supervisor.close();
            throw Problem.user("CONFIGURATION_REFUSED", String.join("\n", supervisor.refusals()));
        }
        late.forEach(
                service -> say.accept("The service %s is not ready after %s: %s/health/ready says why, its log is %s"
                        .formatted(service.name(), Words.of(TIME_TO_BE_READY), service.address(), service.log())));
    }

    private static void createTopics(StackAddresses stack) {
        try (Admin admin = Admin.create(Map.<String, Object>of("bootstrap.servers", stack.bootstrapServers()))) {
            TopicCatalogue.createMissing(admin, (short) 1);
        } catch (ExecutionException problem) {
            throw Problem.environment(
                    "TOPICS_NOT_CREATED", "The broker did not create the topics: " + problem, problem);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw Problem.environment("INTERRUPTED", "Interrupted while the topics were created", interrupted);
        }
    }

    private static String since(Instant began) {
        return Words.of(Duration.between(began, Instant.now()));
    }

    public StackAddresses stack() {
        return stack.addresses();
    }

    /// Where the events are.
    public Addresses addresses() {
        return Addresses.of(stack().bootstrapServers(), stack().schemaRegistryUrl());
    }

    public List<ServiceProgram> services() {
        return supervisor.services();
    }

    /// Whether the stack still runs; without it nothing else can.
    public boolean isAlive() {
        return stack.isAlive();
    }

    /// Stops the services, then the stack.
    @Override
    public void close() {
        supervisor.close();
        stack.close();
    }
}
