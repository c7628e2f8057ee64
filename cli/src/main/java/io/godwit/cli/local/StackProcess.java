package io.godwit.cli.local;

import io.godwit.model.Problem;
import io.godwit.stack.StackAddresses;
import io.godwit.stack.process.Folders;
import io.godwit.stack.process.LeashedProcess;
import io.godwit.stack.process.Readiness;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The local stack as a process of its own: broker, registry, and the PostgreSQL servers as its children.
public final class StackProcess implements AutoCloseable {
    private static final int HEAP_MEGABYTES = 320;
    private static final Duration TIME_TO_START = Duration.ofSeconds(90);

    private final Path folder;
    private final LeashedProcess process;
    private final StackAddresses addresses;

    private StackProcess(Path folder, LeashedProcess process, StackAddresses addresses) {
        this.folder = folder;
        this.process = process;
        this.addresses = addresses;
    }

    /// Starts the stack and waits until all of it answers.
    ///
    /// @param folder  where its data and its log go, beside those of others
    /// @param options further options of the stack's own command line, for example ports
    /// @throws Problem ENVIRONMENT with what the stack said, if it did not start
    public static StackProcess start(GodwitHome home, Path folder, List<String> options) {
        Path data = folder.resolve("stack");
        Path log = Folders.create(folder.resolve("logs")).resolve("stack.log");
        List<String> arguments = new ArrayList<>(List.of("--folder", data.toString()));
        arguments.addAll(options);
        delete(log);
        LeashedProcess process = LeashedProcess.start(
                "TERM", home.program("local-stack").command(HEAP_MEGABYTES, arguments), Map.of(), log);
        boolean ready = Readiness.await(
                TIME_TO_START, () -> StackAddresses.ofRunning(data).isPresent(), () -> !process.isAlive());
        if (!ready) {
            process.close();
            throw Problem.environment("STACK_NOT_STARTED", "The local stack did not start:\n" + text(log));
        }
        RunningStack.note(data);
        return new StackProcess(data, process, StackAddresses.ofRunning(data).orElseThrow());
    }

    public StackAddresses addresses() {
        return addresses;
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    private static void delete(Path log) {
        try {
            Files.deleteIfExists(log);
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }

    private static String text(Path log) {
        try {
            return Files.readString(log);
        } catch (IOException problem) {
            return "(it left no log at " + log + ")";
        }
    }

    @Override
    public void close() {
        RunningStack.forget(folder);
        process.close();
    }
}
