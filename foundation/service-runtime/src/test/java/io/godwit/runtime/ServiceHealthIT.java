package io.godwit.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.godwit.model.Problem;
import io.godwit.stack.test.Patience;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ServiceHealthIT {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private TestTopics topics;

    @BeforeEach
    void createTopics() throws Exception {
        topics = new TestTopics(1);
    }

    @AfterEach
    void close() {
        topics.close();
    }

    @AfterAll
    static void closeHttp() {
        HTTP.close();
    }

    private static HttpResponse<String> get(RunningService service, String path)
            throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + service.healthAddress().getPort() + path);
        return HTTP.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void a_service_is_ready_when_it_has_joined_and_every_check_passes() throws Exception {
        AtomicReference<Optional<String>> shop = new AtomicReference<>(Optional.of("shop is \"away\""));
        topics.publish(0, "one");
        try (RunningService service = Service.named(topics.service, "A test's.")
                .handles(topics.input, context -> {
                    context.health().check("production shop", shop::get);
                    return _ -> List.of(topics.answer("answer"));
                })
                .start(topics.settings())) {
            assertThat(topics.answers(1)).hasSize(1);
            assertThat(get(service, "/health/live").statusCode()).isEqualTo(200);
            HttpResponse<String> notReady = get(service, "/health/ready");
            assertThat(notReady.statusCode()).isEqualTo(503);
            assertThat(notReady.body())
                    .contains("\"status\":\"not ready\"")
                    .contains("{\"name\":\"kafka\",\"problem\":null}")
                    .contains("{\"name\":\"production shop\",\"problem\":\"shop is \\\"away\\\"\"}");

            shop.set(Optional.empty());
            service.awaitReady(Patience.LONGEST);

            assertThat(get(service, "/health/ready").statusCode()).isEqualTo(200);
            await().atMost(Patience.LONGEST)
                    .untilAsserted(() -> assertThat(get(service, "/metrics").body())
                            .contains("godwit_records_handled_total{topic=\"" + topics.input.name() + "\"} 1.0")
                            .contains("godwit_record_handling_seconds_count")
                            .contains("jvm_memory_used_bytes"));
        }
    }

    @Test
    void without_a_broker_a_service_lives_and_says_what_it_waits_for() throws Exception {
        try (RunningService service = Service.named(topics.service, "A test's.")
                .handles(topics.input, _ -> _ -> List.of())
                .start(topics.settings(
                        "kafka.bootstrap.servers", "127.0.0.1:1",
                        "kafka.default.api.timeout.ms", "300",
                        "kafka.request.timeout.ms", "200",
                        "schema.registry.url", "http://127.0.0.1:1"))) {
            await().atMost(Patience.LONGEST)
                    .untilAsserted(
                            () -> assertThat(get(service, "/health/ready").body())
                                    .contains("Kafka at 127.0.0.1:1 does not answer")
                                    .contains("No schema registry takes connections at [http://127.0.0.1:1]"));
            assertThat(get(service, "/health/live").statusCode()).isEqualTo(200);
            assertThatThrownBy(() -> service.awaitReady(Duration.ZERO)).hasMessageContaining("is not ready");
        }
    }

    @Test
    void missing_topics_are_named_when_they_may_not_be_created() throws Exception {
        try (RunningService service = Service.named(topics.service, "A test's.")
                .handles(
                        new io.godwit.schemas.Topic<>(
                                topics.service + "-missing",
                                "database",
                                1,
                                Optional.empty(),
                                topics.input.eventType(),
                                "Not there."),
                        _ -> _ -> List.of())
                .start(topics.settings("topics.create", "false"))) {
            await().atMost(Patience.LONGEST)
                    .until(() -> service.notReadyBecause().contains("The broker lacks the topics " + topics.service));
        }
    }

    @Test
    void background_work_that_fails_shows_in_health_and_is_run_again() throws Exception {
        AtomicInteger runs = new AtomicInteger();
        CountDownLatch closed = new CountDownLatch(1);
        BackgroundWork work = new BackgroundWork() {
            @Override
            public void run() throws InterruptedException {
                if (runs.incrementAndGet() == 1) {
                    throw new IllegalStateException("no luck");
                }
                closed.await();
            }

            @Override
            public void close() {
                closed.countDown();
            }
        };
        try (RunningService service = Service.named(topics.service, "A test's.")
                .runs("sampler", context -> {
                    context.publisher();
                    return work;
                })
                .start(topics.settings())) {
            await().atMost(Patience.LONGEST)
                    .until(() -> service.notReadyBecause().contains("sampler failed and is run again: no luck"));
            await().atMost(Patience.LONGEST).until(() -> runs.get() == 2);
            service.awaitReady(Patience.LONGEST);
        }
        assertThat(closed.getCount()).isZero();
    }

    @Test
    void events_can_be_published_outside_a_handler() throws Exception {
        try (RunningService _ = Service.named(topics.service, "A test's.")
                .runs("sampler", context -> new BackgroundWork() {
                    @Override
                    public void run() {
                        context.publisher().publish(topics.output, "shop", TestTopics.event("sampled"));
                        context.publisher().flush();
                    }

                    @Override
                    public void close() {}
                })
                .start(topics.settings())) {
            assertThat(topics.answers(1)).containsExactly("sampled");
        }
    }

    @Test
    void a_health_port_that_is_taken_is_a_clear_problem() throws Exception {
        try (RunningService first = Service.named(topics.service, "A test's.").start(topics.settings())) {
            String port = String.valueOf(first.healthAddress().getPort());

            assertThatThrownBy(() ->
                            Service.named(topics.service, "A test's.").start(topics.settings("health.port", port)))
                    .isInstanceOf(Problem.class)
                    .hasMessageContaining(port)
                    .hasMessageContaining("health.port");
        }
    }
}
