package io.godwit.executor;

import io.godwit.runtime.BackgroundWork;
import io.godwit.runtime.ServiceContext;
import java.util.List;
import java.util.Map;

/// The workers of all databases, each on a thread of its own.
final class DatabaseWorkers implements BackgroundWork {
    private final Map<String, DatabaseWorker> workers;
    private volatile List<Thread> threads = List.of();

    DatabaseWorkers(ServiceContext context, Bell bell) {
        ExecutorSettings settings = ExecutorSettings.of(context.settings());
        this.workers = context.databases().entrySet().stream()
                .map(entry -> TargetDatabase.of(entry.getKey(), entry.getValue(), context))
                .collect(java.util.stream.Collectors.toUnmodifiableMap(
                        target -> target.name().value(),
                        target -> new DatabaseWorker(target, settings, context.publisher(), bell)));
        workers.forEach((name, worker) -> context.health().check("database " + name, worker::problem));
    }

    @Override
    public void run() throws InterruptedException {
        threads = workers.entrySet().stream()
                .map(worker ->
                        Thread.ofVirtual().name("worker " + worker.getKey()).start(worker.getValue()))
                .toList();
        try {
            for (Thread thread : threads) {
                thread.join();
            }
        } finally {
            close();
        }
    }

    @Override
    public void close() {
        threads.forEach(Thread::interrupt);
    }
}
