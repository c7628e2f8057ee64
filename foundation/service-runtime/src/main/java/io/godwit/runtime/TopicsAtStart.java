package io.godwit.runtime;

import io.godwit.schemas.TopicCatalogue;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Waits for the broker, and sees to it that the topics are there.
///
/// @param create      whether missing topics are created
/// @param replication copies of each partition of those
/// @param needed      the topics the service cannot do without
record TopicsAtStart(KafkaClients clients, boolean create, short replication, Set<String> needed) {
    private static final Logger log = LoggerFactory.getLogger(TopicsAtStart.class);
    private static final RetryPolicy PAUSES = new RetryPolicy(1, Duration.ofMillis(250), Duration.ofSeconds(5));
    private static final long ANSWER_SECONDS = 12;

    /// Returns when the broker and the topics are there.
    ///
    /// @param waitingFor is told what is missing, in words for people
    void await(Consumer<String> waitingFor) throws InterruptedException {
        try {
            new Retry(PAUSES.withoutEnd()).call(this::see, _ -> RetryPolicy.WITHOUT_END, (attempt, failure, pause) -> {
                String reason = reason(failure);
                waitingFor.accept(reason);
                log.warn("Waiting (attempt {}): {}", attempt, reason);
            });
        } catch (InterruptedException stopped) {
            throw stopped;
        } catch (Exception impossible) {
            throw new IllegalStateException("Retrying without end ended", impossible);
        }
    }

    private boolean see() throws Exception {
        try (Admin admin = clients.admin()) {
            if (create) {
                List<String> created = TopicCatalogue.createMissing(admin, replication);
                if (!created.isEmpty()) {
                    log.info("Created the topics {}", created);
                }
                return true;
            }
            Set<String> missing = new TreeSet<>(needed);
            missing.removeAll(admin.listTopics().names().get(ANSWER_SECONDS, TimeUnit.SECONDS));
            if (!missing.isEmpty()) {
                throw new TopicsMissing(missing);
            }
            return true;
        }
    }

    private String reason(Exception failure) {
        if (failure instanceof TopicsMissing) {
            return String.valueOf(failure.getMessage());
        }
        Throwable cause =
                failure instanceof ExecutionException && failure.getCause() != null ? failure.getCause() : failure;
        Throwable last = Failure.chain(cause).getLast();
        return "Kafka at " + clients.passed().get("bootstrap.servers") + " does not answer or refuses ("
                + last.getClass().getSimpleName() + ": " + last.getMessage()
                + "): check that it runs and that kafka.bootstrap.servers names it";
    }

    private static final class TopicsMissing extends Exception {
        TopicsMissing(Set<String> names) {
            super("The broker lacks the topics " + String.join(", ", names)
                    + ": create them, or let the service do it with topics.create=true");
        }
    }
}
