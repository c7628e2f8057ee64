package io.godwit.stack.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// PostgreSQL starts a new log file each hour and each 16 MB, and never deletes one. This keeps the newest, some 300 MB
/// at most.
record LogRetention(Path folder) implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(LogRetention.class);
    private static final int FILES_KEPT = 20;
    private static final Duration INTERVAL = Duration.ofMinutes(1);

    /// Until interrupted.
    @Override
    public void run() {
        try {
            while (true) {
                deleteOld();
                Thread.sleep(INTERVAL);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Log files carry the time they were begun in their names.
    void deleteOld() {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> old = files.filter(file -> file.toString().endsWith(".json"))
                    .sorted(Comparator.reverseOrder())
                    .skip(FILES_KEPT)
                    .toList();
            for (Path json : old) {
                Files.deleteIfExists(json);
                Files.deleteIfExists(
                        json.resolveSibling(json.getFileName().toString().replaceFirst("json$", "log")));
            }
        } catch (IOException e) {
            LOG.warn("old log files in {} could not be deleted, they stay until the next try", folder, e);
        }
    }
}
