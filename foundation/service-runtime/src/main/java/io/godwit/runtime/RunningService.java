package io.godwit.runtime;

import java.net.InetSocketAddress;
import java.time.Duration;

/// A started service.
public interface RunningService extends AutoCloseable {
    /// Where health and metrics are served.
    InetSocketAddress healthAddress();

    /// What keeps the service from being ready; empty text if it is ready.
    String notReadyBecause();

    /// Waits until the service is ready: broker and registry there, partitions assigned, every check passed.
    ///
    /// @throws IllegalStateException if that does not happen in time, with what is missing
    /// @throws InterruptedException  if the thread is interrupted
    void awaitReady(Duration longest) throws InterruptedException;

    /// Stops gracefully: takes no more events, lets running handlers finish within `shutdown.grace`, interrupts the
    /// others and hands their events back. Does nothing the second time.
    @Override
    void close();
}
