package io.godwit.benchmarks;

import io.godwit.cli.change.Submission;
import io.godwit.cli.events.EventSender;
import io.godwit.cli.events.MigrationFeed;
import io.godwit.cli.timeline.Migration;
import io.godwit.demo.ShopRepository;
import io.godwit.events.CodeChanged;
import io.godwit.events.MigrationProposed;
import io.godwit.events.MigrationValidated;
import io.godwit.events.ShadowTested;
import io.godwit.model.Problem;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.apache.avro.specific.SpecificRecord;
import org.eclipse.jgit.api.errors.GitAPIException;

/// From the event `code-changed` to `shadow-tested`, stage by stage, on the demo's database under the demo's traffic.
/// Each change is applied to production before the next one is submitted.
final class CodeChangedToShadowTested implements Benchmark {
    private static final Duration TRAFFIC_FIRST = Duration.ofSeconds(10);
    private static final Duration TIME_TO_TEST = Duration.ofSeconds(90);
    private static final Duration TIME_TO_APPLY = Duration.ofSeconds(60);
    private static final String TOTAL = "total";

    @Override
    public Measurement measure(Place place, int rounds) {
        List<Sample> samples = new ArrayList<>();
        try (Shop shop = Shop.open(place);
                ShopDeveloper developer = new ShopDeveloper(ShopRepository.create(
                        place.folder().resolve("shop"), place.home().exampleShop()));
                MigrationFeed feed = new MigrationFeed(shop.godwit().addresses());
                EventSender sender = new EventSender(shop.godwit().addresses())) {
            place.say().accept("Customers shop for %d s before the first change.".formatted(TRAFFIC_FIRST.toSeconds()));
            pause(TRAFFIC_FIRST);
            for (int round = 1; round <= rounds; round++) {
                Submission submission = developer.change();
                place.say().accept("shadow-tested, round %d of %d: %s".formatted(round, rounds, submission.subject()));
                samples.add(run(feed, sender, submission));
            }
        } catch (IOException | GitAPIException problem) {
            throw Problem.environment("BENCHMARK_FAILED", "The benchmark cannot go on: " + problem, problem);
        }
        return new Measurement(
                "From code-changed to shadow-tested, on the demo's database under its traffic",
                List.of("proposed", "validated", "shadow-tested", "readable", TOTAL),
                samples,
                List.of(new Goal.Within("code-changed to shadow-tested under 10 s", TOTAL, Duration.ofSeconds(10))));
    }

    private static Sample run(MigrationFeed feed, EventSender sender, Submission submission) {
        submission.publish(sender);
        Migration tested = await(
                feed,
                submission,
                TIME_TO_TEST,
                migration -> migration.shadowTested().isPresent());
        Instant readable = Instant.now();
        List<Instant> times = new ArrayList<>();
        for (Class<? extends SpecificRecord> event :
                List.of(CodeChanged.class, MigrationProposed.class, MigrationValidated.class, ShadowTested.class)) {
            times.add(tested.timeOf(event).orElseThrow());
        }
        times.add(readable);
        List<Duration> stages = new ArrayList<>();
        for (int i = 1; i < times.size(); i++) {
            stages.add(Duration.between(times.get(i - 1), times.get(i)));
        }
        stages.add(Duration.between(times.getFirst(), readable));
        await(feed, submission, TIME_TO_APPLY, migration -> migration.applied().isPresent());
        return new Sample(submission.subject(), stages);
    }

    private static Migration await(
            MigrationFeed feed, Submission submission, Duration limit, Predicate<Migration> reached) {
        Instant deadline = Instant.now().plus(limit);
        while (true) {
            Optional<Migration> migration = feed.timeline().migration(submission.migration());
            if (migration.filter(reached).isPresent()) {
                return migration.orElseThrow();
            }
            boolean over = Instant.now().isAfter(deadline)
                    || migration
                            .filter(known -> known.standing().state().ended())
                            .isPresent();
            if (over) {
                throw Problem.environment(
                        "NOT_MEASURED",
                        "The change \"%s\" did not come far enough within %d s: %s"
                                .formatted(
                                        submission.subject(),
                                        limit.toSeconds(),
                                        migration
                                                .map(known -> known.standing().toString())
                                                .orElse("nothing was heard of it")));
            }
            feed.next(Duration.ofMillis(50));
        }
    }

    private static void pause(Duration length) {
        Instant end = Instant.now().plus(length);
        while (Instant.now().isBefore(end)) {
            LockSupport.parkNanos(Duration.between(Instant.now(), end).toNanos());
        }
    }
}
