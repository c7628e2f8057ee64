package io.godwit.stack.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A program that ends with this JVM, however this JVM ends, `kill -9` included.
///
/// Between the two stands a small shell that holds one end of a pipe. When the other end closes, because we closed it
/// or because we are gone, the shell sends the program the signal it stops on.
public final class LeashedProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /// `wait` returns early when the shell itself gets a signal (Ctrl-C goes to everyone), hence the loop.
    private static final String LEASH = """
            exec 3<&0
            signal=$1; shift
            "$@" </dev/null 3<&- &
            child=$!
            trap : INT TERM HUP
            { read -r _ <&3; kill -s "$signal" "$child"; } 2>/dev/null &
            watcher=$!
            exec 3<&-
            while :; do wait "$child"; status=$?; kill -0 "$child" 2>/dev/null || break; done
            kill "$watcher" 2>/dev/null
            exit $status
            """;

    private final Process shell;

    private LeashedProcess(Process shell) {
        this.shell = shell;
    }

    /// Starts `command` with `environment` added to ours; its output is appended to `log`.
    ///
    /// @param stopSignal the signal it stops cleanly on, such as `TERM`
    public static LeashedProcess start(
            String stopSignal, List<String> command, Map<String, String> environment, Path log) {
        List<String> leashed = new ArrayList<>(List.of("/bin/sh", "-c", LEASH, "leash", stopSignal));
        leashed.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(leashed)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        try {
            return new LeashedProcess(builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + command.getFirst(), e);
        }
    }

    public boolean isAlive() {
        return shell.isAlive();
    }

    /// The status the program ended with; only when it is not alive.
    public int exitStatus() {
        return shell.exitValue();
    }

    /// Asks the program to stop, waits, and kills it when it has not stopped in a minute.
    @Override
    public void close() {
        if (!shell.isAlive()) {
            return;
        }
        List<ProcessHandle> family = shell.descendants().toList();
        try {
            shell.getOutputStream().close();
            if (!shell.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                kill(family);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            kill(family);
            Thread.currentThread().interrupt();
        }
    }

    private void kill(List<ProcessHandle> family) {
        family.forEach(ProcessHandle::destroyForcibly);
        shell.destroyForcibly().onExit().join();
    }
}
