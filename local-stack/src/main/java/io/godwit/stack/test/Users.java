package io.godwit.stack.test;

import io.godwit.stack.process.ProcessNote;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// Those who use a [SharedPart]: builds and test JVMs that left a note.
record Users(SharedPart part) {
    private static final long INTERVAL_MILLISECONDS = 1_000;

    /// Returns when all who left a note have ended. Nobody can join from then on: the address is taken away under the
    /// lock.
    void awaitNone() throws IOException, InterruptedException {
        while (true) {
            Thread.sleep(INTERVAL_MILLISECONDS);
            if (alive()) {
                continue;
            }
            if (!Files.exists(part.folder())) {
                return; // the build folder was cleaned away under us
            }
            try (FileChannel channel = part.lockFile();
                    FileLock _ = channel.lock()) {
                if (!alive()) {
                    Files.deleteIfExists(part.addressFile());
                    return;
                }
            }
        }
    }

    private boolean alive() throws IOException {
        if (!Files.exists(part.users())) {
            return false;
        }
        try (Stream<Path> notes = Files.list(part.users())) {
            List<Path> all = notes.toList();
            for (Path note : all) {
                if (ProcessNote.of(Files.readString(note)).isAlive()) {
                    return true;
                }
            }
        }
        return false;
    }
}
