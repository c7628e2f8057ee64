package io.godwit.stack;

import io.godwit.stack.StackProblem.DiskShort;
import io.godwit.stack.StackProblem.MemoryShort;
import io.godwit.stack.StackProblem.PortTaken;
import io.godwit.stack.process.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// What this machine has to offer a stack, in megabytes.
public record Machine(long availableMemory, long freeDisk) {
    /// Measured: registry 260, broker 300, two PostgreSQL servers 200 together, and room to work.
    static final long MEMORY_NEEDED = 1_000;
    /// A fresh stack takes 150; the WAL of the two servers may grow to a few hundred.
    static final long DISK_NEEDED = 1_000;

    private static final Path MEMORY = Path.of("/proc/meminfo");
    private static final long MEGABYTE = 1024L * 1024;

    /// @param folder on the disk that is meant
    public static Machine of(Path folder) {
        try {
            return new Machine(memory(), Files.getFileStore(folder).getUsableSpace() / MEGABYTE);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot find out about the memory and disk of this machine", e);
        }
    }

    /// Everything that stands against a stack with these options; empty when nothing does.
    List<StackProblem> problems(StackOptions options) {
        List<StackProblem> problems = new ArrayList<>();
        for (StackPart part : StackPart.values()) {
            int port = options.ports().of(part);
            if (port != 0 && Ports.isTaken(port)) {
                problems.add(new PortTaken(part, port));
            }
        }
        if (availableMemory < MEMORY_NEEDED) {
            problems.add(new MemoryShort(availableMemory, MEMORY_NEEDED));
        }
        if (freeDisk < DISK_NEEDED) {
            problems.add(new DiskShort(options.folder(), freeDisk, DISK_NEEDED));
        }
        return problems;
    }

    /// Linux says what can be had without swapping. Elsewhere nothing honest is to be had, and nothing is held against
    /// the machine.
    private static long memory() throws IOException {
        if (!Files.isReadable(MEMORY)) {
            return Long.MAX_VALUE;
        }
        try (Stream<String> lines = Files.lines(MEMORY)) {
            return lines.filter(line -> line.startsWith("MemAvailable:"))
                    .map(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                    .findFirst()
                    .orElse(Long.MAX_VALUE);
        }
    }
}
