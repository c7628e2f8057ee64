package io.godwit.benchmarks;

import io.godwit.cli.local.EmbeddedProduction;
import io.godwit.cli.local.LocalGodwit;
import io.godwit.cli.local.ProductionDatabase;
import io.godwit.stack.StackAddresses;
import io.godwit.stack.process.Folders;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/// From the start of the stack's process, with an empty folder, until broker, registry and both PostgreSQL servers
/// answer, and until every service of an empty production database is ready.
final class StackReady implements Benchmark {
    private static final String DATABASE = "empty";
    private static final String ANSWERS = "answers";
    private static final String SERVICES = "services ready";

    @Override
    public Measurement measure(Place place, int rounds) {
        List<Sample> samples = new ArrayList<>();
        for (int round = 1; round <= rounds; round++) {
            place.say().accept("stack-ready, round %d of %d".formatted(round, rounds));
            Path folder = place.folder().resolve("start-" + round);
            samples.add(new Sample("start " + round, start(place, folder)));
            Folders.delete(folder);
        }
        return new Measurement(
                "From the start of the stack, in an empty folder",
                List.of(ANSWERS, SERVICES),
                samples,
                List.of(new Goal.Within("stack ready within 20 s of start", ANSWERS, Duration.ofSeconds(20))));
    }

    private static List<Duration> start(Place place, Path folder) {
        AtomicReference<Instant> answered = new AtomicReference<>(Instant.MAX);
        Instant began = Instant.now();
        try (LocalGodwit _ = LocalGodwit.start(new LocalGodwit.Options(
                place.home(),
                folder,
                List.of(),
                stack -> {
                    Answering.check(stack);
                    answered.set(Instant.now());
                    return database(stack);
                },
                Map.of(),
                place.say()))) {
            Instant ready = Instant.now();
            return List.of(Duration.between(began, answered.get()), Duration.between(began, ready));
        }
    }

    private static List<ProductionDatabase> database(StackAddresses stack) {
        return List.of(new EmbeddedProduction(stack).withOwnDatabase(DATABASE));
    }
}
