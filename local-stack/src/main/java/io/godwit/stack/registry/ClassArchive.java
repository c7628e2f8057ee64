package io.godwit.stack.registry;

import io.godwit.stack.process.Folders;
import io.godwit.stack.process.UserCache;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HexFormat;
import java.util.stream.Stream;

/// The registry's classes as a JVM had loaded them (class data sharing, JEP 350): nearly halves the processor time of a
/// start. The first registry to stop on this machine writes the archive, which takes it some seconds. A JVM that cannot
/// use it starts without.
record ClassArchive(Path file, Path unfinished) {
    /// For the registry started from `jar` by a JVM like this one.
    static ClassArchive of(Path jar) {
        try {
            long version = Files.size(jar) * 31 + Files.getLastModifiedTime(jar).toMillis();
            Path folder = Folders.create(UserCache.folder());
            Path file = folder.resolve(
                    "registry-%s-java-%s.jsa".formatted(HexFormat.of().toHexDigits(version), Runtime.version()));
            deleteUnfinished(file);
            return new ClassArchive(
                    file,
                    file.resolveSibling(
                            file.getFileName() + "." + ProcessHandle.current().pid()));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + jar, e);
        }
    }

    /// Uses the archive, or has it written when the JVM stops.
    String jvmOption() {
        return Files.exists(file) ? "-XX:SharedArchiveFile=" + file : "-XX:ArchiveClassesAtExit=" + unfinished;
    }

    /// To be called when the registry has stopped. An archive appears under its own name only when it is whole.
    void keep() {
        try {
            if (Files.exists(unfinished)) {
                Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep " + file, e);
        }
    }

    /// A stack that was killed could not move the archive its registry wrote.
    private static void deleteUnfinished(Path file) throws IOException {
        String prefix = file.getFileName() + ".";
        try (Stream<Path> siblings = Files.list(UserCache.folder())) {
            for (Path sibling : siblings.toList()) {
                String name = sibling.getFileName().toString();
                if (name.startsWith(prefix) && !isRunning(name.substring(prefix.length()))) {
                    Files.deleteIfExists(sibling);
                }
            }
        }
    }

    private static boolean isRunning(String pid) {
        return ProcessHandle.of(Long.parseLong(pid)).isPresent();
    }
}
