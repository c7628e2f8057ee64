package io.godwit.stack;

import io.godwit.stack.StackProblem.PartFailed;
import io.godwit.stack.kafka.KafkaBroker;
import io.godwit.stack.postgres.PostgresServer;
import io.godwit.stack.postgres.PostgresSettings;
import io.godwit.stack.postgres.ProductionRoles;
import io.godwit.stack.process.Ports;
import io.godwit.stack.registry.RegistryServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The parts of one stack, all of them running.
record Parts(KafkaBroker kafka, RegistryServer registry, PostgresServer production, PostgresServer copies) {

    /// Starts them at once, and waits for all. When one fails the others are stopped again.
    ///
    /// @throws StackException with the problem of each part that failed
    static Parts start(StackFolder folder, StackPasswords passwords, StackOptions options) {
        try (ExecutorService threads = Executors.newFixedThreadPool(StackPart.values().length)) {
            Future<RegistryServer> registry = threads.submit(() -> reporting(
                    StackPart.REGISTRY,
                    options,
                    () -> RegistryServer.start(folder.of(StackPart.REGISTRY), port(StackPart.REGISTRY, options))));
            Future<KafkaBroker> kafka = threads.submit(() -> reporting(
                    StackPart.KAFKA,
                    options,
                    () -> KafkaBroker.start(folder.of(StackPart.KAFKA), port(StackPart.KAFKA, options))));
            Future<PostgresServer> production = threads.submit(
                    () -> reporting(StackPart.PRODUCTION, options, () -> production(folder, passwords, options)));
            Future<PostgresServer> copies = threads.submit(() -> reporting(
                    StackPart.COPIES,
                    options,
                    () -> PostgresServer.start(
                            StackPart.COPIES,
                            folder.of(StackPart.COPIES),
                            PostgresSettings.COPIES,
                            port(StackPart.COPIES, options),
                            passwords.copies())));
            stopAllUnlessAllStarted(List.of(kafka, registry, production, copies), folder);
            return new Parts(kafka.resultNow(), registry.resultNow(), production.resultNow(), copies.resultNow());
        }
    }

    /// In the order they are to be stopped.
    List<Named> inStopOrder() {
        return List.of(
                new Named(StackPart.COPIES, copies),
                new Named(StackPart.PRODUCTION, production),
                new Named(StackPart.REGISTRY, registry),
                new Named(StackPart.KAFKA, kafka));
    }

    record Named(StackPart part, RunningPart running) {}

    private static PostgresServer production(StackFolder folder, StackPasswords passwords, StackOptions options) {
        PostgresServer server = PostgresServer.start(
                StackPart.PRODUCTION,
                folder.of(StackPart.PRODUCTION),
                PostgresSettings.PRODUCTION,
                port(StackPart.PRODUCTION, options),
                passwords.of(PostgresServer.OWNER));
        try {
            ProductionRoles.create(server.address(), passwords.production());
            return server;
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
    }

    private static <T extends RunningPart> T reporting(StackPart part, StackOptions options, Supplier<T> start) {
        long begin = System.nanoTime();
        options.progress().starting(part);
        T running = start.get();
        options.progress().ready(part, running.where(), Duration.ofNanos(System.nanoTime() - begin));
        return running;
    }

    private static void stopAllUnlessAllStarted(List<Future<? extends RunningPart>> starts, StackFolder folder) {
        List<StackProblem> problems = new ArrayList<>();
        List<RunningPart> running = new ArrayList<>();
        Throwable first = null;
        for (int i = 0; i < starts.size(); i++) {
            try {
                running.add(starts.get(i).get());
            } catch (ExecutionException e) {
                first = first == null ? e.getCause() : first;
                problems.addAll(problems(StackPart.values()[i], e.getCause(), folder));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                problems.add(new PartFailed(StackPart.values()[i], "interrupted", folder.path()));
            }
        }
        if (!problems.isEmpty()) {
            running.forEach(RunningPart::close);
            throw new StackException(problems, first);
        }
    }

    private static List<StackProblem> problems(StackPart part, @Nullable Throwable cause, StackFolder folder) {
        return cause instanceof StackException known
                ? known.problems()
                : List.of(new PartFailed(part, reason(cause), folder.of(part)));
    }

    /// An exception of ours says what was tried; the one below it says what stood against it.
    private static String reason(@Nullable Throwable cause) {
        return cause == null || cause.getCause() == null ? String.valueOf(cause) : cause + ", " + cause.getCause();
    }

    private static int port(StackPart part, StackOptions options) {
        int chosen = options.ports().of(part);
        return chosen == 0 ? Ports.free() : chosen;
    }
}
