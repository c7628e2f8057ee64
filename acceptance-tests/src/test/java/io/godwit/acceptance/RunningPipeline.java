package io.godwit.acceptance;

import io.godwit.cli.events.Addresses;
import io.godwit.cli.events.Decision;
import io.godwit.cli.events.EventSender;
import io.godwit.cli.events.EventTail;
import io.godwit.cli.events.MigrationFeed;
import io.godwit.cli.events.TopicRecord;
import io.godwit.cli.local.EmbeddedProduction;
import io.godwit.cli.local.GodwitHome;
import io.godwit.cli.local.LocalGodwit;
import io.godwit.cli.local.ProductionDatabase;
import io.godwit.cli.timeline.Migration;
import io.godwit.cli.timeline.State;
import io.godwit.events.ChangeReference;
import io.godwit.events.ChangedFile;
import io.godwit.events.CodeChanged;
import io.godwit.events.DeadLetter;
import io.godwit.events.FileRole;
import io.godwit.model.DatabaseName;
import io.godwit.model.MigrationId;
import io.godwit.schemas.Topic;
import io.godwit.stack.StackAddresses;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/// The whole of Godwit on one machine, as `godwit up` runs it: the stack, and each service as a process of its own.
final class RunningPipeline implements AutoCloseable {
    static final String SCHEMA_FILE = "prisma/schema.prisma";

    private final LocalGodwit godwit;
    private final Addresses addresses;
    private final EventSender sender;
    private final MigrationFeed feed;

    private RunningPipeline(LocalGodwit godwit) {
        this.godwit = godwit;
        addresses = godwit.addresses();
        sender = new EventSender(addresses);
        feed = new MigrationFeed(addresses);
    }

    /// @param databases made on the stack's production server by the function, once that is up
    /// @param settings  of services by name, over the usual ones; under the empty name for all
    static RunningPipeline start(
            Path folder,
            Function<EmbeddedProduction, List<ProductionDatabase>> databases,
            Map<String, Map<String, String>> settings) {
        System.setProperty("godwit.home", System.getProperty("godwit.root", ".."));
        return new RunningPipeline(LocalGodwit.start(new LocalGodwit.Options(
                GodwitHome.find(),
                folder,
                List.of(),
                stack -> databases.apply(new EmbeddedProduction(stack)),
                settings,
                System.err::println)));
    }

    /// Publishes a change of the schema file of that database's application.
    MigrationId submit(String database, String before, String after) {
        return submit(database, Map.of(SCHEMA_FILE, before), Map.of(SCHEMA_FILE, after));
    }

    /// Publishes a change of several files.
    ///
    /// @param before text by path; a path only here is a deleted file
    /// @param after  text by path; a path only here is a new file
    MigrationId submit(String database, Map<String, String> before, Map<String, String> after) {
        String head = UUID.randomUUID().toString().replace("-", "");
        CodeChanged event = CodeChanged.newBuilder()
                .setDatabase(database)
                .setChange(new ChangeReference("acceptance", "base", head, "a change", "a test"))
                .setFiles(Stream.concat(before.keySet().stream(), after.keySet().stream())
                        .distinct()
                        .map(path -> new ChangedFile(path, FileRole.CHANGED, before.get(path), after.get(path)))
                        .toList())
                .setSubmittedAt(Instant.now())
                .setSubmittedBy("a test")
                .build();
        sender.publish(Topic.CODE_CHANGED, database, event);
        return MigrationId.of("acceptance", head, new DatabaseName(database));
    }

    /// Puts bytes that are no event on a topic.
    void publishRaw(Topic<?> topic, String key, String bytes) {
        try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                Map.<String, Object>of("bootstrap.servers", addresses.bootstrapServers()),
                new StringSerializer(),
                new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(topic.name(), key, bytes.getBytes(StandardCharsets.UTF_8)))
                    .get();
        } catch (java.util.concurrent.ExecutionException problem) {
            throw new IllegalStateException(problem);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    void decide(Migration migration, Object command) {
        Decision.of(migration, command, "a test", "acceptance").publish(sender);
    }

    /// Waits until the migration is as wanted.
    ///
    /// @throws AssertionError with its whole history, if it is not within the limit
    Migration await(MigrationId id, Duration limit, Predicate<Migration> wanted) {
        Instant deadline = Instant.now().plus(limit);
        while (Instant.now().isBefore(deadline)) {
            Optional<Migration> migration = next(id).filter(wanted);
            if (migration.isPresent()) {
                return migration.get();
            }
        }
        throw new AssertionError("migration " + id + " is not as wanted after " + limit + ": "
                + next(id).map(migration -> migration.standing() + "\n" + migration.history())
                        .orElse("nothing was heard of it"));
    }

    /// The migration as of the next news; empty if nothing was heard of it. Tests wait side by side, the feed is for
    /// one.
    private Optional<Migration> next(MigrationId id) {
        synchronized (feed) {
            feed.next(Duration.ofMillis(200));
            return feed.timeline().migration(id);
        }
    }

    /// Waits for the end, approving the plan if it waits for that: without traffic no captured query speaks for it.
    Migration awaitEnd(MigrationId id, Duration limit) {
        Migration migration = await(id, limit, later -> later.standing().state().ended() || awaitsApproval(later));
        if (awaitsApproval(migration)) {
            decide(migration, Decision.approval(migration));
            return await(id, limit, later -> later.standing().state().ended());
        }
        return migration;
    }

    private static boolean awaitsApproval(Migration migration) {
        return migration.standing().state() == State.WAITING
                && migration.applied().isEmpty();
    }

    /// All dead letters so far.
    List<DeadLetter> deadLetters() {
        try (EventTail tail = EventTail.fromBeginning(addresses, List.of(Topic.DEAD_LETTERS))) {
            List<DeadLetter> letters = new ArrayList<>();
            for (TopicRecord read : tail.untilNow()) {
                if (read instanceof TopicRecord.Event event && event.event() instanceof DeadLetter letter) {
                    letters.add(letter);
                }
            }
            return letters;
        }
    }

    /// Ends a service's process as `kill -9` does; the supervisor starts it again.
    void kill(String service) {
        ProcessHandle process = ProcessHandle.current()
                .descendants()
                .filter(child -> isProgram(commandLine(child), service))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no process runs " + service));
        process.destroyForcibly();
        process.onExit().join();
    }

    /// The service itself, not the shell that holds it.
    private static boolean isProgram(String command, String service) {
        return command.contains("/" + service + ".properties") && !command.startsWith("/bin/sh");
    }

    /// The JDK leaves out command lines that are longer than a page of memory, as that of a long classpath is.
    private static String commandLine(ProcessHandle process) {
        Path whole = Path.of("/proc", Long.toString(process.pid()), "cmdline");
        try {
            return Files.exists(whole)
                    ? Files.readString(whole, StandardCharsets.ISO_8859_1)
                    : process.info().commandLine().orElse("");
        } catch (IOException gone) {
            return "";
        }
    }

    /// Runs statements in a production database, as superuser.
    void inProduction(String database, String sql) {
        run(godwit.stack(), database, sql);
    }

    static void run(StackAddresses stack, String database, String sql) {
        try (Connection connection = stack.production().connect(database);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException problem) {
            throw new IllegalStateException(sql, problem);
        }
    }

    /// The first column of a query's rows, as text.
    List<String> askProduction(String database, String query) {
        try (Connection connection = godwit.stack().production().connect(database);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            List<String> values = new ArrayList<>();
            while (rows.next()) {
                values.add(String.valueOf(rows.getString(1)));
            }
            return values;
        } catch (SQLException problem) {
            throw new IllegalStateException(query, problem);
        }
    }

    @Override
    public void close() {
        feed.close();
        sender.close();
        godwit.close();
    }
}
