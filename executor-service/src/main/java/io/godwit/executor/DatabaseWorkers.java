package io.godwit.executor;

import io.godwit.runtime.BackgroundWork;
import io.godwit.runtime.ServiceContext;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// The workers of all databases, each on a thread of its own.
final class DatabaseWorkers implements BackgroundWork {
    private final Map<String, DatabaseWorker> workers;
    private volatile List<Thread> threads = List.of();

    DatabaseWorkers(ServiceContext context, Bell bell) {
        ExecutorSettings settings = ExecutorSettings.of(context.settings());
        DatabaseGroups groups =
                DatabaseGroups.of(settings.groups(), context.databases().keySet());
        Map<String, TargetDatabase> targets = context.databases().entrySet().stream()
                .map(entry -> TargetDatabase.of(entry.getKey(), entry.getValue(), context))
                .collect(Collectors.toUnmodifiableMap(target -> target.name().value(), target -> target));
        this.workers = targets.values().stream()
                .collect(Collectors.toUnmodifiableMap(
                        target -> target.name().value(),
                        target -> new DatabaseWorker(
                                target,
                                new Predecessors(groups.before(target.name()).stream()
                                        .map(targets::get)
                                        .toList()),
                                settings,
                                context.publisher(),
                                bell)));
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
