package io.godwit.stack.registry;

import io.godwit.stack.RunningPart;
import io.godwit.stack.StackException;
import io.godwit.stack.StackPart;
import io.godwit.stack.StackProblem.PartFailed;
import io.godwit.stack.process.Folders;
import io.godwit.stack.process.LeashedProcess;
import io.godwit.stack.process.Ports;
import io.godwit.stack.process.Readiness;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// Apicurio Registry as a child process, speaking Confluent's API. Schemas and their ids are kept in an H2 file.
public final class RegistryServer implements RunningPart {
    private static final Duration LIMIT = Duration.ofSeconds(90);

    /// What a JVM ends with that was asked to stop and did; one that had to be killed may have left half an archive.
    private static final int STOPPED_BY_TERM = 128 + 15;

    private final String url;
    private final LeashedProcess process;
    private final ClassArchive archive;

    private RegistryServer(String url, LeashedProcess process, ClassArchive archive) {
        this.url = url;
        this.process = process;
        this.archive = archive;
    }

    /// Starts the registry whose schemas are in `folder`; returns when it answers.
    ///
    /// @throws StackException when it ends or does not answer within 90 seconds
    public static RegistryServer start(Path folder, int port) {
        Folders.create(folder);
        Path log = folder.resolve("start.log");
        Map<String, String> environment = Map.ofEntries(
                Map.entry("QUARKUS_HTTP_HOST", "127.0.0.1"),
                Map.entry("QUARKUS_HTTP_PORT", Integer.toString(port)),
                Map.entry("QUARKUS_MANAGEMENT_HOST", "127.0.0.1"),
                Map.entry("QUARKUS_MANAGEMENT_PORT", Integer.toString(Ports.free())),
                Map.entry("QUARKUS_HTTP_ACCESS_LOG_ENABLED", "false"),
                Map.entry("APICURIO_STORAGE_KIND", "sql"),
                Map.entry("APICURIO_STORAGE_SQL_KIND", "h2"),
                Map.entry("APICURIO_DATASOURCE_URL", "jdbc:h2:file:" + folder.resolve("schemas")));
        Path jar = RegistryProgram.jar();
        ClassArchive archive = ClassArchive.of(jar);
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                archive.jvmOption(),
                "-jar",
                jar.toString());
        LeashedProcess process = LeashedProcess.start("TERM", command, environment, log);
        String url = "http://127.0.0.1:%d/apis/ccompat/v7".formatted(port);
        if (!Readiness.await(LIMIT, () -> answers(url), () -> !process.isAlive())) {
            process.close();
            throw new StackException(
                    new PartFailed(StackPart.REGISTRY, "it ended or did not answer within 90 seconds", log));
        }
        return new RegistryServer(url, process, archive);
    }

    /// The value for `schema.registry.url`.
    public String url() {
        return url;
    }

    @Override
    public String where() {
        return url;
    }

    @Override
    public void close() {
        process.close();
        if (process.exitStatus() == STOPPED_BY_TERM) {
            archive.keep();
        }
    }

    private static boolean answers(String url) {
        try {
            HttpURLConnection request =
                    (HttpURLConnection) URI.create(url + "/subjects").toURL().openConnection();
            request.setConnectTimeout(500);
            request.setReadTimeout(5_000);
            return request.getResponseCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }
}
