package io.godwit.stack.test;

import io.godwit.stack.process.ProcessNote;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/// Those who use a [SharedPart], by the notes they left: builds, and test JVMs that no build started.
record Users(SharedPart part) {
    private static final Duration INTERVAL = Duration.ofSeconds(1);
    /// Who runs tests by hand will soon run them again.
    private static final Duration KEPT_FOR_LONE_JVM = Duration.ofMinutes(5);

    private static final String LONE_JVM = "jvm-";
    private static final String BUILD = "build-";

    /// Leaves a note that `build` uses the part.
    void add(Build build) throws IOException {
        Files.createDirectories(part.users());
        String kind = build.isMaven() ? BUILD : LONE_JVM;
        Files.writeString(
                part.users().resolve(kind + build.process().pid()),
                ProcessNote.of(build.process()).text());
    }

    /// Returns when all who left a note have ended. Nobody can join from then on: the address is taken away under the
    /// lock.
    void awaitNone() throws IOException, InterruptedException {
        long lastSeen = System.nanoTime();
        while (true) {
            Thread.sleep(INTERVAL);
            if (!Files.exists(part.folder())) {
                return; // the build folder was cleaned away under us
            }
            if (alive()) {
                lastSeen = System.nanoTime();
            } else if (System.nanoTime() - lastSeen >= patience().toNanos() && leave()) {
                return;
            }
        }
    }

    private boolean leave() throws IOException {
        try (FileChannel channel = part.lockFile();
                FileLock _ = channel.lock()) {
            if (alive()) {
                return false;
            }
            Files.deleteIfExists(part.addressFile());
            for (Path note : notes()) {
                Files.deleteIfExists(note);
            }
            return true;
        }
    }

    private Duration patience() throws IOException {
        boolean someoneAlone =
                notes().stream().anyMatch(note -> note.getFileName().toString().startsWith(LONE_JVM));
        return someoneAlone ? KEPT_FOR_LONE_JVM : Duration.ZERO;
    }

    private boolean alive() throws IOException {
        for (Path note : notes()) {
            if (ProcessNote.of(Files.readString(note)).isAlive()) {
                return true;
            }
        }
        return false;
    }

    private List<Path> notes() throws IOException {
        if (!Files.exists(part.users())) {
            return List.of();
        }
        try (Stream<Path> notes = Files.list(part.users())) {
            return notes.toList();
        }
    }
}
