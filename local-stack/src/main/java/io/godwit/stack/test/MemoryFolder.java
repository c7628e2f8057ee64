package io.godwit.stack.test;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import io.godwit.stack.Machine;
import io.godwit.stack.process.Folders;
import io.godwit.stack.process.ProcessNote;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Folders in memory for the files of servers that tests start. Tests make and drop tables by the ten thousand, each
/// several files, and the disk's file system took a third of a test's processor time.
public final class MemoryFolder {
    private static final Path MEMORY = Path.of("/dev/shm");
    /// In megabytes, of the machine's memory and of its file system there: a server takes 100 or some hundred.
    private static final long ROOM = 4_000;

    private static final String PREFIX = "godwit-";
    private static final Pattern NAME = Pattern.compile(PREFIX + "(\\d+@\\d+)-\\d+");

    private MemoryFolder() {}

    /// A new folder that only we may look into, which the caller deletes; empty where the machine has no file system in
    /// memory or cannot spare what tests take.
    public static Optional<Path> create() {
        if (!Files.isDirectory(MEMORY) || !Files.isWritable(MEMORY)) {
            return Optional.empty();
        }
        try {
            deleteLeftovers();
            Machine machine = Machine.of(MEMORY);
            return machine.availableMemory() < ROOM || machine.freeDisk() < ROOM
                    ? Optional.empty()
                    : Optional.of(Files.createTempDirectory(MEMORY, prefix()));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make a folder in " + MEMORY, e);
        }
    }

    /// Says whose a folder is.
    private static String prefix() {
        return PREFIX + ProcessNote.of(ProcessHandle.current()).text() + "-";
    }

    /// What a process that was killed could not delete. Who renames it first may delete it.
    private static void deleteLeftovers() throws IOException {
        for (Path folder : leftovers()) {
            try {
                Folders.delete(Files.move(folder, MEMORY.resolve(prefix() + System.nanoTime()), ATOMIC_MOVE));
            } catch (NoSuchFileException taken) {
                // another build deletes it
            }
        }
    }

    private static List<Path> leftovers() throws IOException {
        try (Stream<Path> all = Files.list(MEMORY)) {
            return all.filter(Files::isWritable)
                    .filter(folder ->
                            maker(folder).filter(note -> !note.isAlive()).isPresent())
                    .toList();
        }
    }

    private static Optional<ProcessNote> maker(Path folder) {
        Matcher name = NAME.matcher(folder.getFileName().toString());
        return name.matches() ? Optional.of(ProcessNote.of(name.group(1))) : Optional.empty();
    }
}
