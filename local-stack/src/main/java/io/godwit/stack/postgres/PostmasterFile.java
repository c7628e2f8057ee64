package io.godwit.stack.postgres;

import io.godwit.stack.process.Readiness;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// `postmaster.pid`, in which a running server writes who and where it is, and in the eighth line that it is ready.
/// Layout: `src/include/utils/pidfile.h` of PostgreSQL.
record PostmasterFile(Path file) {
    private static final int PID = 0;
    private static final int PORT = 3;
    private static final int STATUS = 7;

    static PostmasterFile in(Path data) {
        return new PostmasterFile(data.resolve("postmaster.pid"));
    }

    boolean saysReady(int port) {
        List<String> lines = lines();
        return lines.size() > STATUS
                && lines.get(STATUS).strip().equals("ready")
                && lines.get(PORT).strip().equals(Integer.toString(port));
    }

    /// Stops the server that still runs on this folder; nothing happens when there is none.
    void stopLeftover() {
        leftover().ifPresent(postmaster -> {
            interrupt(postmaster);
            boolean gone = Readiness.await(Duration.ofSeconds(5), () -> !postmaster.isAlive(), () -> false);
            if (!gone) {
                // Crash recovery makes up for what follows.
                postmaster.destroyForcibly();
                Readiness.await(Duration.ofSeconds(5), () -> !postmaster.isAlive(), () -> false);
            }
        });
    }

    /// A "fast" shutdown. What [ProcessHandle#destroy()] sends is a "smart" one, which waits for all clients to leave.
    private static void interrupt(ProcessHandle postmaster) {
        try {
            new ProcessBuilder("kill", "-INT", Long.toString(postmaster.pid()))
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot stop the PostgreSQL left running as process " + postmaster.pid(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// The process in the file, if it lives and is a PostgreSQL: after a restart of the machine its number may be
    /// anybody's.
    private Optional<ProcessHandle> leftover() {
        return lines().stream()
                .skip(PID)
                .findFirst()
                .map(String::strip)
                .filter(line -> line.matches("\\d+"))
                .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid)))
                .filter(process -> process.info().command().orElse("").endsWith("postgres"));
    }

    private List<String> lines() {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            return List.of();
        }
    }
}
