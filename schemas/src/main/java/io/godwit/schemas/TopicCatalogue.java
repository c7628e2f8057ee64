package io.godwit.schemas;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;

/// All topics of Godwit. Services, the command line and the documentation take them from here.
public final class TopicCatalogue {
    private static final List<Topic<?>> TOPICS = List.of(
            Topic.CODE_CHANGED,
            Topic.MIGRATION_PROPOSED,
            Topic.MIGRATION_VALIDATED,
            Topic.SHADOW_TESTED,
            Topic.APPLIED,
            Topic.REGRESSION_DETECTED,
            Topic.CAPTURED_QUERIES,
            Topic.MIGRATION_COMMANDS,
            Topic.MIGRATION_PROGRESS,
            Topic.DATABASE_METRICS,
            Topic.DEAD_LETTERS);

    private TopicCatalogue() {}

    /// Every topic, the lifecycle's first, in the order in which a migration meets them.
    public static List<Topic<?>> topics() {
        return TOPICS;
    }

    /// The topic of that name, or empty.
    public static Optional<Topic<?>> named(String name) {
        return TOPICS.stream().filter(topic -> topic.name().equals(name)).findFirst();
    }

    /// Creates the topics the broker does not have; leaves those it has as they are.
    ///
    /// @param replicationFactor copies of each partition; at most the number of brokers
    /// @return the names of the topics created
    /// @throws ExecutionException   if the broker refuses, with its reason as the cause
    /// @throws InterruptedException if the thread is interrupted while it waits for the broker
    public static List<String> createMissing(Admin admin, short replicationFactor)
            throws ExecutionException, InterruptedException {
        Set<String> existing = admin.listTopics().names().get();
        List<NewTopic> missing = TOPICS.stream()
                .filter(topic -> !existing.contains(topic.name()))
                .map(topic -> topic.asNewTopic(replicationFactor))
                .toList();
        try {
            admin.createTopics(missing).all().get();
        } catch (ExecutionException problem) {
            if (!(problem.getCause() instanceof TopicExistsException)) {
                throw problem;
            }
        }
        return missing.stream().map(NewTopic::name).toList();
    }
}
