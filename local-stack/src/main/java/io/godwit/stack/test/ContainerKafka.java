package io.godwit.stack.test;

import io.godwit.stack.test.PartProcess.RunningPart;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.kafka.KafkaContainer;

/// A broker in a container, for those who ask for it. The only class that knows Testcontainers, which only the module's
/// own
/// class path holds.
final class ContainerKafka {
    private static final String IMAGE = "apache/kafka:4.3.1";

    private ContainerKafka() {}

    static RunningPart start() {
        if (!DockerClientFactory.instance().isDockerAvailable()) {
            throw new IllegalStateException("godwit.test.kafka=testcontainers, but no Docker engine answers."
                    + " Start one, or leave the setting out to use the embedded broker.");
        }
        KafkaContainer container = new KafkaContainer(IMAGE).withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false");
        container.start();
        return new RunningPart(container.getBootstrapServers(), container::stop);
    }
}
