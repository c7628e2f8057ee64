package io.godwit.shadow;

import io.godwit.model.Problem;
import io.godwit.postgres.DatabaseAddress;
import io.godwit.postgres.copy.CopiesServer;
import io.godwit.runtime.BackgroundWork;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/// The connection to the copies server, made when it is first needed and made anew when it broke. Run beside the
/// handler, it removes at once what a killed shadow tester left there.
final class Copies implements BackgroundWork {
    private final DatabaseAddress address;
    private final CountDownLatch closed = new CountDownLatch(1);
    private @Nullable CopiesServer server;

    Copies(DatabaseAddress address) {
        this.address = address;
    }

    /// @throws io.godwit.model.Problem if the server cannot be used
    synchronized CopiesServer server() {
        if (server != null && !server.usable()) {
            server = null;
        }
        if (server == null) {
            server = CopiesServer.open(address);
        }
        return server;
    }

    /// What is wrong with the server now; empty if nothing is.
    Optional<String> problem() {
        try {
            return server().usable() ? Optional.empty() : Optional.of("the copies server does not answer");
        } catch (Problem problem) {
            return Optional.of(String.valueOf(problem.getMessage()));
        }
    }

    @Override
    public void run() throws InterruptedException {
        server();
        closed.await();
    }

    @Override
    public synchronized void close() {
        closed.countDown();
        if (server != null && server.usable()) {
            server.close();
        }
        server = null;
    }
}
