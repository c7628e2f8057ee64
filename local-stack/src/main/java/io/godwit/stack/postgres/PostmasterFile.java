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
///
/// @param stale what stood in it before the server was started: a server that was killed leaves its file, which says
/// "ready" until the next one writes its own
record PostmasterFile(Path file, List<String> stale) {
    private static final int PID = 0;
    private static final int PORT = 3;
    private static final int STATUS = 7;

    static PostmasterFile in(Path data) {
        Path file = data.resolve("postmaster.pid");
        return new PostmasterFile(file, lines(file));
    }

    boolean saysReady(int port) {
        List<String> lines = lines(file);
        return lines.size() > STATUS
                && !lines.equals(stale)
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
        return stale.stream()
                .skip(PID)
                .findFirst()
                .map(String::strip)
                .filter(line -> line.matches("\\d+"))
                .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid)))
                .filter(process -> process.info().command().orElse("").endsWith("postgres"));
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            return List.of();
        }
    }
}
