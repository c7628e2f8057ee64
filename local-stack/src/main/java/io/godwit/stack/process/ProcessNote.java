package io.godwit.stack.process;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A process on paper. Its number alone would not do: numbers are used again.
public record ProcessNote(long pid, long startedAt) {
    public static ProcessNote of(ProcessHandle process) {
        return new ProcessNote(process.pid(), startOf(process));
    }

    /// Reads what [#text()] wrote; nonsense is a process that does not live.
    public static ProcessNote of(@Nullable String text) {
        if (text == null || !text.strip().matches("\\d+@\\d+")) {
            return new ProcessNote(-1, 0);
        }
        int at = text.indexOf('@');
        return new ProcessNote(
                Long.parseLong(text.substring(0, at).strip()),
                Long.parseLong(text.substring(at + 1).strip()));
    }

    public String text() {
        return pid + "@" + startedAt;
    }

    public boolean isAlive() {
        Optional<ProcessHandle> process = pid < 0 ? Optional.empty() : ProcessHandle.of(pid);
        return process.filter(ProcessHandle::isAlive)
                .filter(alive -> startOf(alive) == startedAt)
                .isPresent();
    }

    private static long startOf(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    }
}
