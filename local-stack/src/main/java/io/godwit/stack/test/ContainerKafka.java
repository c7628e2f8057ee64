package io.godwit.stack.test;

import io.godwit.stack.RunningPart;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.kafka.KafkaContainer;

/// A broker in a container, for those who ask for it. The only class that knows Testcontainers, which only the module's
/// own class path holds.
record ContainerKafka(KafkaContainer container) implements RunningPart {
    private static final String IMAGE = "apache/kafka:4.3.1";

    static ContainerKafka start() {
        if (!DockerClientFactory.instance().isDockerAvailable()) {
            throw new IllegalStateException("godwit.test.kafka=testcontainers, but no Docker engine answers."
                    + " Start one, or leave the setting out to use the embedded broker.");
        }
        KafkaContainer container = new KafkaContainer(IMAGE).withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false");
        container.start();
        return new ContainerKafka(container);
    }

    @Override
    public String where() {
        return container.getBootstrapServers();
    }

    @Override
    public void close() {
        container.stop();
    }
}
