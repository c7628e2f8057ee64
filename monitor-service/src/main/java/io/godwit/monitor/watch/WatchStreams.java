package io.godwit.monitor.watch;

import io.godwit.model.Problem;
import io.godwit.runtime.BackgroundWork;
import io.godwit.runtime.ServiceContext;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;

/// Runs the watch topology with Kafka Streams, each record's effects exactly once.
public final class WatchStreams implements BackgroundWork {
    private static final String APPLICATION = "godwit-monitor";
    private static final Duration LONGEST_GOODBYE = Duration.ofSeconds(10);

    private final ServiceContext context;
    private final WatchSettings settings;
    private final CompletableFuture<Void> closed = new CompletableFuture<>();
    private volatile Optional<KafkaStreams> streams = Optional.empty();

    public WatchStreams(ServiceContext context, WatchSettings settings) {
        this.context = context;
        this.settings = settings;
        context.health()
                .check(
                        "watch",
                        () -> streams.map(KafkaStreams::state)
                                        .filter(KafkaStreams.State.RUNNING::equals)
                                        .isPresent()
                                ? Optional.empty()
                                : Optional.of("the watch over migrations is "
                                        + streams.map(KafkaStreams::state)
                                                .map(state -> state.name().toLowerCase(java.util.Locale.ROOT))
                                                .orElse("not started")));
    }

    @Override
    public void run() throws Exception {
        Path scratch = Files.createTempDirectory("godwit-monitor-");
        CompletableFuture<Void> failed = new CompletableFuture<>();
        try (KafkaStreams running =
                new KafkaStreams(WatchTopology.of(context.serdes(), settings), properties(scratch))) {
            running.setUncaughtExceptionHandler(failure -> {
                failed.completeExceptionally(failure);
                return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
            });
            running.start();
            streams = Optional.of(running);
            CompletableFuture.anyOf(closed, failed).get();
            running.close(LONGEST_GOODBYE);
        } catch (ExecutionException failure) {
            throw Problem.environment(
                    "WATCH_FAILED", "the watch over migrations failed: " + failure.getMessage(), failure);
        } finally {
            streams = Optional.empty();
            delete(scratch);
        }
    }

    @Override
    public void close() {
        closed.complete(null);
    }

    private Properties properties(Path scratch) {
        Map<String, Object> settingsOfStreams = new HashMap<>();
        settingsOfStreams.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, 1);
        settingsOfStreams.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0);
        settingsOfStreams.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, (int)
                context.settings().number("topics.replication"));
        // A monitor that was killed takes its place again at once if it has a name, else is missed after six seconds.
        instance()
                .ifPresent(name -> settingsOfStreams.put(
                        StreamsConfig.consumerPrefix(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG), name));
        settingsOfStreams.put(StreamsConfig.consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), 6_000);
        settingsOfStreams.put(StreamsConfig.consumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG), 2_000);
        settingsOfStreams.put(StreamsConfig.producerPrefix("buffer.memory"), 4L << 20);
        settingsOfStreams.put(StreamsConfig.ENABLE_METRICS_PUSH_CONFIG, false);
        // Asked for by Streams with a warning at each start; there is no global store here.
        settingsOfStreams.put("processing.exception.handler.global.enabled", true);
        settingsOfStreams.putAll(context.kafka());
        settingsOfStreams.put(StreamsConfig.APPLICATION_ID_CONFIG, APPLICATION);
        settingsOfStreams.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        settingsOfStreams.put(StreamsConfig.STATE_DIR_CONFIG, scratch.toString());
        settingsOfStreams.put(StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG, UnreadableRecords.class);
        settingsOfStreams.put(UnreadableRecords.CONTEXT, context);
        Properties properties = new Properties();
        properties.putAll(settingsOfStreams);
        return properties;
    }

    /// What the configuration says tells this instance apart from others; empty if it says nothing.
    private Optional<String> instance() {
        long port = context.settings().number("health.port");
        Optional<String> named = context.settings().optionalText("instance.id");
        return named.isPresent() || port == 0 ? named : Optional.of(hostName() + "-" + port);
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException nameless) {
            return "host";
        }
    }

    /// The stores are in memory: what Streams leaves there is of no use to the next start.
    private static void delete(Path folder) throws IOException {
        try (java.util.stream.Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
