package io.godwit.validator;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// As many cases of the law as wanted, in batches, two at a time.
final class LawRun {
    private static final int BATCH = 40;

    private LawRun() {}

    /// What is broken, a line each that starts with its seed.
    static List<String> broken(long first, int cases) throws SQLException {
        List<Future<List<String>>> batches = new ArrayList<>();
        try (ExecutorService executor = Executors.newFixedThreadPool(2)) {
            for (int done = 0; done < cases; done += BATCH) {
                long begin = first + done;
                int count = Math.min(BATCH, cases - done);
                batches.add(executor.submit(() -> LawBatch.broken(begin, count, _ -> {})));
            }
        }
        List<String> broken = new ArrayList<>();
        for (Future<List<String>> batch : batches) {
            try {
                broken.addAll(batch.get());
            } catch (ExecutionException problem) {
                throw new SQLException("a batch of the law could not be run", problem.getCause());
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                throw new SQLException("stopped", stopped);
            }
        }
        return broken;
    }
}
