package io.godwit.stack.kafka;

import io.godwit.stack.RunningPart;
import io.godwit.stack.StackException;
import io.godwit.stack.StackPart;
import io.godwit.stack.StackProblem.PartFailed;
import io.godwit.stack.process.Folders;
import io.godwit.stack.process.Ports;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;

/// One Kafka node, broker and controller in one, inside this JVM and on the loopback interface.
public final class KafkaBroker implements RunningPart {
    private final String bootstrapServers;
    private final KafkaRaftServer server;

    private KafkaBroker(String bootstrapServers, KafkaRaftServer server) {
        this.bootstrapServers = bootstrapServers;
        this.server = server;
    }

    /// Starts the broker whose log is in `folder`, and formats the folder where that was not done yet. Returns when it
    /// takes requests.
    ///
    /// @throws StackException when Kafka refuses the folder or does not start
    public static KafkaBroker start(Path folder, int port) {
        Folders.create(folder);
        Properties settings = KafkaSettings.of(folder.resolve("log"), port, Ports.free());
        Path log = folder.resolve("start.log");
        if (!Files.exists(folder.resolve("log").resolve("meta.properties"))) {
            format(folder, settings, log);
        }
        KafkaRaftServer server;
        try {
            server = new KafkaRaftServer(new KafkaConfig(settings), Time.SYSTEM);
            server.startup();
        } catch (RuntimeException e) {
            throw new StackException(new PartFailed(StackPart.KAFKA, e.toString(), log), e);
        }
        return new KafkaBroker("127.0.0.1:" + port, server);
    }

    public String bootstrapServers() {
        return bootstrapServers;
    }

    @Override
    public String where() {
        return bootstrapServers;
    }

    @Override
    public void close() {
        server.shutdown();
    }

    private static void format(Path folder, Properties settings, Path log) {
        Path file = folder.resolve("server.properties");
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        try (PrintStream print = new PrintStream(output, true, StandardCharsets.UTF_8)) {
            Files.writeString(file, asText(settings));
            String[] arguments = {"format", "-t", Uuid.randomUuid().toString(), "-c", file.toString()};
            int status = StorageTool.execute(arguments, print);
            Files.write(log, output.toByteArray());
            if (status != 0) {
                throw new StackException(new PartFailed(StackPart.KAFKA, "its folder could not be formatted", log));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String asText(Properties settings) {
        StringBuilder text = new StringBuilder();
        settings.stringPropertyNames().stream()
                .sorted()
                .forEach(name -> text.append(name)
                        .append('=')
                        .append(settings.getProperty(name).replace("\\", "\\\\"))
                        .append('\n'));
        return text.toString();
    }
}
