package io.godwit.executor;

import io.godwit.executor.ledger.Outbox;
import io.godwit.runtime.EventPublisher;
import io.godwit.schemas.Topic;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Publishes what a database's ledger has decided, in order, while its worker may be busy for hours.
final class OutboxPublisher implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(OutboxPublisher.class);
    private static final String APPLICATION_NAME = "godwit executor outbox";
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(2);

    private final TargetDatabase target;
    private final EventPublisher publisher;

    OutboxPublisher(TargetDatabase target, EventPublisher publisher) {
        this.target = target;
        this.publisher = publisher;
    }

    /// Until interrupted.
    @Override
    public void run() {
        while (!Thread.currentThread().isInterrupted()) {
            try (Connection connection = target.connections().open(APPLICATION_NAME)) {
                while (true) {
                    publish(connection);
                    Thread.sleep(BETWEEN_LOOKS);
                }
            } catch (InterruptedException stop) {
                return;
            } catch (SQLException | RuntimeException failure) {
                LOG.warn("Events of database {} wait to be published: {}", target.name(), failure.getMessage());
                if (!rested()) {
                    return;
                }
            }
        }
    }

    private static boolean rested() {
        try {
            Thread.sleep(AFTER_FAILURE);
            return true;
        } catch (InterruptedException stop) {
            return false;
        }
    }

    private void publish(Connection connection) throws SQLException {
        List<Outbox.Waiting> waiting = Outbox.waiting(connection);
        if (waiting.isEmpty()) {
            return;
        }
        for (Outbox.Waiting event : waiting) {
            if (event.topic().equals(Topic.APPLIED.name())) {
                publisher.publish(Topic.APPLIED, target.name().value(), event.read(Topic.APPLIED));
            } else {
                publisher.publish(
                        Topic.MIGRATION_PROGRESS, target.name().value(), event.read(Topic.MIGRATION_PROGRESS));
            }
        }
        publisher.flush();
        for (Outbox.Waiting event : waiting) {
            Outbox.published(connection, event.entry());
        }
    }
}
