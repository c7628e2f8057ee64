package io.godwit.runtime;

/// A loop a service runs beside its handlers: a sampler, a connector, a Streams topology.
///
/// The service runs it on a thread of its own, once the broker and the topics are there. When it fails, health says so
/// and it is run again after a pause; when it returns, it is done.
public interface BackgroundWork extends AutoCloseable {
    /// Works until interrupted or closed. Called again, on the same object, after it has thrown.
    ///
    /// @throws Exception if it cannot go on; it is run again after a pause that grows
    void run() throws Exception;

    /// Makes [#run()] return soon and frees what it holds. Called once, when the service stops, from another thread.
    @Override
    void close();
}
