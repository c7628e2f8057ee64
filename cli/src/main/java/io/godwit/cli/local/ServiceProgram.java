package io.godwit.cli.local;

import io.godwit.stack.process.Folders;
import io.godwit.stack.process.LeashedProcess;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// A service, ready to be started as a process.
///
/// @param name          how people call it: the module's name without `-service`
/// @param program       what is started
/// @param heapMegabytes the most its heap may take
/// @param healthPort    where it answers whether it is ready
/// @param settings      its configuration file
/// @param log           what it writes to its output
/// @param environment   over the variables of this process
public record ServiceProgram(
        String name,
        ModuleProgram program,
        int heapMegabytes,
        int healthPort,
        Path settings,
        Path log,
        Map<String, String> environment) {

    /// Writes the configuration file, for its owner's eyes only, since it holds passwords.
    ServiceProgram configured(Map<String, String> values) {
        Folders.writeSecret(
                settings,
                values.entrySet().stream()
                        .map(entry -> entry.getKey() + "="
                                + entry.getValue().replace("\\", "\\\\").replace("\n", "\\n"))
                        .sorted()
                        .collect(Collectors.joining("\n", "", "\n")));
        return this;
    }

    LeashedProcess start() {
        return LeashedProcess.start(
                "TERM", program.command(heapMegabytes, List.of("--config", settings.toString())), environment, log);
    }

    /// Bytes in its log.
    long logged() {
        try {
            return Files.exists(log) ? Files.size(log) : 0;
        } catch (IOException unreadable) {
            return 0;
        }
    }

    /// What its log says after that many bytes; where to look, if the log cannot be read.
    String loggedSince(long bytes) {
        try (InputStream input = Files.newInputStream(log)) {
            input.skipNBytes(bytes);
            return new String(input.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException unreadable) {
            return name + " does not accept its configuration; its log is " + log;
        }
    }

    /// Where its health and metrics are.
    public String address() {
        return "http://127.0.0.1:" + healthPort;
    }

    /// Whether it says it is ready for work.
    public boolean isReady() {
        try {
            HttpURLConnection connection = (HttpURLConnection)
                    URI.create(address() + "/health/ready").toURL().openConnection();
            connection.setConnectTimeout(500);
            connection.setReadTimeout(2000);
            return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
        } catch (IOException notThere) {
            return false;
        }
    }
}
