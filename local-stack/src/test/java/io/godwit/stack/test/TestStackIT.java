package io.godwit.stack.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;

/// What a test of any module gets.
class TestStackIT {
    @Test
    void a_test_has_a_database_of_its_own() {
        try (TestDatabase database = TestStack.newDatabase();
                TestDatabase other = TestStack.newDatabase()) {
            database.execute("CREATE TABLE bird (id bigint PRIMARY KEY)");
            other.execute("CREATE TABLE bird (id bigint PRIMARY KEY)");
            assertThat(database.name()).isNotEqualTo(other.name());
        }
    }

    @Test
    void the_broker_takes_topics() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", TestStack.kafka()))) {
            String topic = "test-stack-" + ProcessHandle.current().pid();
            admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get(20, TimeUnit.SECONDS);
            assertThat(admin.listTopics().names().get(20, TimeUnit.SECONDS)).contains(topic);
        }
    }

    @Test
    void the_registry_answers() throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest subjects = HttpRequest.newBuilder(URI.create(TestStack.registryUrl() + "/subjects"))
                    .build();
            assertThat(client.send(subjects, BodyHandlers.ofString()).statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void asking_twice_finds_the_same_server() {
        assertThat(SharedPart.named("copies").addresses())
                .isEqualTo(SharedPart.named("copies").addresses());
    }
}
