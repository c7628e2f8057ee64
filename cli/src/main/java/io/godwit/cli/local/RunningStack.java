package io.godwit.cli.local;

import io.godwit.stack.StackAddresses;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// The stack that was last started on this machine from this checkout, so that other commands find it from any folder.
public final class RunningStack {
    private static final String POINTER = "running";

    private RunningStack() {}

    /// Its addresses; empty if none runs.
    public static Optional<StackAddresses> find() {
        try {
            Path pointer = pointer();
            return Files.exists(pointer)
                    ? StackAddresses.ofRunning(Path.of(Files.readString(pointer).strip()))
                    : Optional.empty();
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }

    /// From now on [#find()] means the stack in this folder.
    static void note(Path stackFolder) {
        try {
            Files.createDirectories(pointer().getParent());
            Files.writeString(pointer(), stackFolder.toAbsolutePath() + "\n");
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }

    /// Undoes [#note(Path)], unless another stack was noted since.
    static void forget(Path stackFolder) {
        try {
            if (Files.exists(pointer())
                    && Files.readString(pointer())
                            .strip()
                            .equals(stackFolder.toAbsolutePath().toString())) {
                Files.deleteIfExists(pointer());
            }
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }

    private static Path pointer() {
        return GodwitHome.find().dataFolder().resolve(POINTER);
    }
}
