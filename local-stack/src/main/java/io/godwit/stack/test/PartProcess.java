package io.godwit.stack.test;

import io.godwit.stack.RunningPart;
import io.godwit.stack.StackPart;
import io.godwit.stack.kafka.KafkaBroker;
import io.godwit.stack.postgres.PostgresServer;
import io.godwit.stack.postgres.PostgresSettings;
import io.godwit.stack.postgres.ProductionRoles;
import io.godwit.stack.process.Folders;
import io.godwit.stack.process.Passwords;
import io.godwit.stack.process.Ports;
import io.godwit.stack.process.ProcessNote;
import io.godwit.stack.registry.RegistryServer;
import java.nio.file.Path;
import java.util.Map;

/// The process behind a [SharedPart]: `PartProcess NAME FOLDER`. Starts the part on fresh data, writes down where it
/// is, and ends when nobody uses it any more.
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
        Path onDisk = part.folder().resolve("content");
        Folders.delete(onDisk);
        Path content = MemoryFolder.create().orElse(onDisk);
        try (Reached running = start(part.name(), content)) {
            Folders.writeSecret(
                    part.addressFile(),
                    "process=%s%naddress=%s%n"
                            .formatted(ProcessNote.of(ProcessHandle.current()).text(), running.address()));
            new Users(part).awaitNone();
        }
        Folders.delete(content);
        System.exit(0);
    }

    private static Reached start(String name, Path content) {
        return switch (name) {
            case KAFKA -> {
                KafkaBroker broker = KafkaBroker.start(content, Ports.free());
                yield new Reached(broker.bootstrapServers(), broker);
            }
            case CONTAINER_KAFKA -> {
                ContainerKafka broker = ContainerKafka.start();
                yield new Reached(broker.where(), broker);
            }
            case REGISTRY -> {
                RegistryServer registry = RegistryServer.start(content, Ports.free());
                yield new Reached(registry.url(), registry);
            }
            case PRODUCTION -> {
                PostgresServer server = postgres(StackPart.PRODUCTION, content, PostgresSettings.TESTED_PRODUCTION);
                String password = server.address().password();
                ProductionRoles.create(
                        server.address(),
                        Map.of(
                                ProductionRoles.READER, password,
                                ProductionRoles.CAPTURE, password,
                                ProductionRoles.EXECUTOR, password));
                yield new Reached(server.address().url(), server);
            }
            case COPIES -> {
                PostgresServer server = postgres(StackPart.COPIES, content, PostgresSettings.COPIES);
                yield new Reached(server.address().url(), server);
            }
            default -> throw new IllegalArgumentException("no part of the stack: " + name);
        };
    }

    private static PostgresServer postgres(StackPart part, Path content, PostgresSettings settings) {
        return PostgresServer.start(part, content, settings, Ports.free(), Passwords.random());
    }

    /// A part that runs, with all that a test needs to reach it: for a database server its user and password too.
    private record Reached(String address, RunningPart part) implements AutoCloseable {
        @Override
        public void close() {
            part.close();
        }
    }
}
