package io.godwit.runtime;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Several [RestartedLoop]s, each on a thread of its own, so that one whose database cannot be reached holds up no
/// other.
public final class RestartedLoops implements BackgroundWork {
    private static final Duration LONGEST_GOODBYE = Duration.ofSeconds(10);

    private final List<RestartedLoop> loops = new ArrayList<>();
    private volatile boolean closed;
    private volatile List<Thread> threads = List.of();

    /// To be called before [#run].
    ///
    /// @param name what it does, for the log
    public RestartedLoop add(String name, RestartedLoop.Work work) {
        RestartedLoop loop = new RestartedLoop(name, work);
        loops.add(loop);
        return loop;
    }

    @Override
    public void run() throws InterruptedException {
        threads = loops.stream()
                .map(loop -> Thread.ofPlatform().name(loop.name()).daemon().start(loop::run))
                .toList();
        if (closed) {
            threads.forEach(Thread::interrupt);
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }

    /// Waits at most 10 s for each to end.
    @Override
    public void close() {
        closed = true;
        threads.forEach(Thread::interrupt);
        for (Thread thread : threads) {
            try {
                thread.join(LONGEST_GOODBYE);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /// What is wrong with them now, for people.
    public List<String> problems() {
        return loops.stream()
                .map(RestartedLoop::problem)
                .flatMap(Optional::stream)
                .toList();
    }
}
