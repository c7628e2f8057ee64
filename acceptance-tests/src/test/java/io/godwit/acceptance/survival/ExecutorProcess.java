package io.godwit.acceptance.survival;

import io.godwit.executor.Main;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/// The executor as a process of its own, which can be killed.
final class ExecutorProcess implements AutoCloseable {
    private final Process process;

    private ExecutorProcess(Process process) {
        this.process = process;
    }

    /// @param folder   for its configuration and its log
    /// @param instance a name no other running one has
    static ExecutorProcess start(Path folder, String instance, Map<String, String> settings) {
        Properties properties = new Properties();
        properties.putAll(settings);
        properties.setProperty("instance.id", instance);
        Path configuration = folder.resolve(instance + ".properties");
        try (java.io.Writer writer = Files.newBufferedWriter(configuration)) {
            properties.store(writer, "");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx160m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                Main.class.getName(),
                "--config",
                configuration.toString());
        try {
            return new ExecutorProcess(new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(
                            folder.resolve(instance + ".log").toFile()))
                    .start());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /// As a machine that stands still: its sessions stay, and nobody answers.
    void suspend() {
        signal("-STOP");
    }

    /// It goes on as if no time had passed.
    void wake() {
        signal("-CONT");
    }

    private void signal(String signal) {
        try {
            new ProcessBuilder("kill", signal, Long.toString(process.pid()))
                    .start()
                    .waitFor();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /// As `kill -9` does.
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    @Override
    public void close() {
        kill();
    }
}
