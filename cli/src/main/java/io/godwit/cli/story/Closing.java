package io.godwit.cli.story;

import io.godwit.demo.ShopTraffic;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/// What the demo has opened, the last first.
final class Closing implements AutoCloseable {
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private Optional<ShopTraffic> traffic = Optional.empty();

    /// Is closed before all that was opened earlier.
    synchronized <T extends AutoCloseable> T first(T resource) {
        opened.push(resource);
        return resource;
    }

    synchronized void traffic(ShopTraffic running) {
        traffic = Optional.of(running);
    }

    synchronized ShopTraffic traffic() {
        return traffic.orElseThrow();
    }

    @Override
    public synchronized void close() {
        traffic.ifPresent(ShopTraffic::close);
        traffic = Optional.empty();
        while (!opened.isEmpty()) {
            try {
                opened.pop().close();
            } catch (Exception problem) {
                throw new IllegalStateException("could not stop everything", problem);
            }
        }
    }
}
