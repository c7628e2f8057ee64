package io.godwit.stack;

import io.godwit.stack.StackProblem.FolderInUse;
import io.godwit.stack.process.Folders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// The folder of one stack, held by one process at a time. The system lets go of the lock when that process ends, so a
/// lock file that a killed stack left behind holds nobody up.
record StackFolder(Path path, FileChannel lock) implements AutoCloseable {
    private static final String LOCK = "stack.lock";

    /// @throws StackException when another stack holds the folder
    static StackFolder hold(Path path) {
        Folders.create(path);
        Path file = path.resolve(LOCK);
        try {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!locked(channel)) {
                channel.close();
                throw new StackException(new FolderInUse(path, holder(file)));
            }
            channel.truncate(0);
            channel.write(
                    ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)));
            return new StackFolder(path, channel);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot use the folder " + path, e);
        }
    }

    Path of(StackPart part) {
        return path.resolve(
                switch (part) {
                    case KAFKA -> "kafka";
                    case REGISTRY -> "registry";
                    case PRODUCTION -> "production";
                    case COPIES -> "copies";
                });
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot let go of " + path, e);
        }
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false; // a stack in this very JVM
        }
    }

    private static long holder(Path file) throws IOException {
        String pid = Files.readString(file).strip();
        return pid.matches("\\d+") ? Long.parseLong(pid) : -1;
    }
}
