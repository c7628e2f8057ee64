package io.godwit.stack.test;

import io.godwit.stack.DatabaseAddress;
import io.godwit.stack.StackPart;
import io.godwit.stack.kafka.KafkaBroker;
import io.godwit.stack.postgres.PostgresServer;
import io.godwit.stack.postgres.PostgresSettings;
import io.godwit.stack.postgres.ProductionRoles;
import io.godwit.stack.process.Folders;
import io.godwit.stack.process.Passwords;
import io.godwit.stack.process.Ports;
import io.godwit.stack.registry.RegistryServer;
import java.nio.file.Path;
import java.util.Map;

/// The process behind a [SharedPart]: `PartProcess NAME FOLDER`. Starts the part on fresh data, writes down where it
/// is, and
/// ends when nobody uses it any more.
final class PartProcess {
    static final String KAFKA = "kafka";
    static final String CONTAINER_KAFKA = "kafka-container";
    static final String REGISTRY = "registry";
    static final String PRODUCTION = "production";
    static final String COPIES = "copies";

    private PartProcess() {}

    public static void main(String[] arguments) throws Exception {
        System.setProperty("logback.configurationFile", "io/godwit/stack/logback-stack.xml");
        SharedPart part = new SharedPart(arguments[0], Path.of(arguments[1]));
        Path content = part.folder().resolve("content");
        Folders.delete(content);
        try (RunningPart running = start(part.name(), content)) {
            Folders.writeSecret(
                    part.addressFile(),
                    "process=%s%naddress=%s%n"
                            .formatted(ProcessNote.of(ProcessHandle.current()).text(), running.address()));
            new Users(part).awaitNone();
        }
        Folders.delete(content);
        System.exit(0);
    }

    private static RunningPart start(String name, Path content) {
        return switch (name) {
            case KAFKA -> {
                KafkaBroker broker = KafkaBroker.start(content, Ports.free());
                yield new RunningPart(broker.bootstrapServers(), broker::close);
            }
            case CONTAINER_KAFKA -> ContainerKafka.start();
            case REGISTRY -> {
                RegistryServer registry = RegistryServer.start(content, Ports.free());
                yield new RunningPart(registry.url(), registry::close);
            }
            case PRODUCTION -> {
                RunningPart server = postgres(StackPart.PRODUCTION, content, PostgresSettings.TESTED_PRODUCTION);
                DatabaseAddress owner = DatabaseAddress.parse(server.address());
                ProductionRoles.create(
                        owner,
                        Map.of(
                                ProductionRoles.READER, owner.password(),
                                ProductionRoles.CAPTURE, owner.password(),
                                ProductionRoles.EXECUTOR, owner.password()));
                yield server;
            }
            case COPIES -> postgres(StackPart.COPIES, content, PostgresSettings.COPIES);
            default -> throw new IllegalArgumentException("no part of the stack: " + name);
        };
    }

    private static RunningPart postgres(StackPart part, Path content, PostgresSettings settings) {
        PostgresServer server = PostgresServer.start(part, content, settings, Ports.free(), Passwords.random());
        return new RunningPart(server.address().url(), server::close);
    }

    /// A part that answers at an address until it is closed.
    record RunningPart(String address, Runnable stop) implements AutoCloseable {
        @Override
        public void close() {
            stop.run();
        }
    }
}
