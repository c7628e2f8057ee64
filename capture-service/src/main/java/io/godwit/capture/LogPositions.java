package io.godwit.capture;

import io.godwit.model.DatabaseName;
import io.godwit.postgres.log.LogPosition;
import io.godwit.schemas.Topic;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/// Where reading each database's query log goes on: kept on the broker, as the note of a consumer group's offset
/// (`godwit-capture-NAME`), so that the service needs no disk. Groups nobody commits to for `offsets.retention.minutes`
/// (7 days by default) are forgotten; reading then begins at the log's end.
final class LogPositions implements AutoCloseable {
    /// Only the note counts; the offset itself is of no use to anybody.
    private static final TopicPartition PLACE = new TopicPartition(Topic.CAPTURED_QUERIES.name(), 0);

    private final Map<String, Object> kafka;
    private Optional<Admin> admin = Optional.empty();

    LogPositions(Map<String, Object> kafka) {
        this.kafka = Map.copyOf(kafka);
    }

    /// Empty if none is kept.
    Optional<LogPosition> get(DatabaseName database) throws ExecutionException, InterruptedException {
        OffsetAndMetadata kept = admin().listConsumerGroupOffsets(group(database))
                .partitionsToOffsetAndMetadata()
                .get()
                .get(PLACE);
        return Optional.ofNullable(kept)
                .map(OffsetAndMetadata::metadata)
                .filter(text -> !text.isEmpty())
                .map(LogPosition::parse);
    }

    void keep(DatabaseName database, LogPosition position) throws ExecutionException, InterruptedException {
        admin().alterConsumerGroupOffsets(group(database), Map.of(PLACE, new OffsetAndMetadata(0, position.text())))
                .all()
                .get();
    }

    private static String group(DatabaseName database) {
        return "godwit-capture-" + database;
    }

    private synchronized Admin admin() {
        if (admin.isEmpty()) {
            admin = Optional.of(Admin.create(kafka));
        }
        return admin.get();
    }

    @Override
    public synchronized void close() {
        admin.ifPresent(Admin::close);
    }
}
