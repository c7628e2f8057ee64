package io.godwit.stack.process;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// Waits for something outside this JVM that gives no signal of its own.
public final class Readiness {
    private static final Duration INTERVAL = Duration.ofMillis(20);

    private Readiness() {}

    /// Asks again and again until `ready` says so; false when `limit` passed first, or when `hopeless` says that asking
    /// is of no use.
    public static boolean await(Duration limit, BooleanSupplier ready, BooleanSupplier hopeless) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!ready.getAsBoolean()) {
            if (hopeless.getAsBoolean()
                    || System.nanoTime() > deadline
                    || Thread.currentThread().isInterrupted()) {
                return false;
            }
            LockSupport.parkNanos(INTERVAL.toNanos());
        }
        return true;
    }
}
