package io.godwit.cli.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ServicesTest {
    @Test
    void a_broker_the_shell_names_is_not_the_services() {
        assertThat(Services.overruling(
                        Map.of("GODWIT_KAFKA_BOOTSTRAP_SERVERS", "elsewhere:9092", "GODWIT_EXECUTOR_QUIET", "5s"),
                        Set.of("kafka.bootstrap.servers", "schema.registry.url"),
                        Map.of("kafka.bootstrap.servers", "here:1", "executor.quiet", "20s")))
                .isEqualTo(Map.of("GODWIT_KAFKA_BOOTSTRAP_SERVERS", "here:1"));
    }
}
