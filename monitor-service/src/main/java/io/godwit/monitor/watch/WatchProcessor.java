package io.godwit.monitor.watch;

import io.godwit.events.Applied;
import io.godwit.events.DatabaseMetrics;
import io.godwit.events.ProgressState;
import io.godwit.monitor.detect.Detector;
import io.godwit.monitor.detect.Interval;
import io.godwit.monitor.detect.Judgement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Watches the migrations of the databases of one partition. All it knows is in its stores, so that it goes on where it
/// was wherever it is started again; looks at the clock every second as well, because a database that is silent sends
/// no records to be woken up by.
final class WatchProcessor implements Processor<String, SpecificRecord, String, SpecificRecord> {
    private static final Logger LOG = LoggerFactory.getLogger(WatchProcessor.class);
    private static final Duration CLOCK = Duration.ofSeconds(1);
    /// Stands for a migration that got worse: it is not watched again.
    private static final long FOR_EVER = Long.MAX_VALUE;

    private final WatchSettings settings;
    private final Detector detector;
    private final WatchEvents events;
    private Optional<Running> running = Optional.empty();

    /// What there is once the task runs.
    ///
    /// @param watched migrations being watched, by id
    /// @param over    when the last watch of a migration was about, by id: the finish of what was watched,
    /// in milliseconds
    private record Running(
            ProcessorContext<String, SpecificRecord> context,
            RecentIntervals intervals,
            KeyValueStore<String, Applied> watched,
            KeyValueStore<String, Long> over) {
        Instant now() {
            return Instant.ofEpochMilli(context.currentSystemTimeMs());
        }
    }

    WatchProcessor(WatchSettings settings) {
        this.settings = settings;
        this.detector = new Detector(settings.detector());
        this.events = new WatchEvents(settings);
    }

    @Override
    public void init(ProcessorContext<String, SpecificRecord> context) {
        Running started = new Running(
                context,
                new RecentIntervals(context.getStateStore(WatchTopology.INTERVALS)),
                context.getStateStore(WatchTopology.WATCHED),
                context.getStateStore(WatchTopology.OVER));
        running = Optional.of(started);
        context.schedule(CLOCK, PunctuationType.WALL_CLOCK_TIME, _ -> judgeAll(started));
    }

    @Override
    public void process(Record<String, SpecificRecord> record) {
        Running state = running.orElseThrow();
        switch (record.value()) {
            case DatabaseMetrics metrics -> {
                state.intervals().add(metrics);
                List<Applied> watched = watched(state, metrics.getDatabase());
                watched.forEach(migration -> judge(state, migration));
                forget(state, metrics, watched);
            }
            case Applied applied -> applied(state, applied);
            default -> LOG.warn("a record of {} is neither metrics nor an applied migration", record.key());
        }
    }

    private void applied(Running state, Applied applied) {
        switch (applied.getOutcome()) {
            case APPLIED -> begin(state, applied);
            case ROLLED_BACK -> undone(state, applied);
            case FAILED, REFUSED, UNKNOWN -> {}
        }
    }

    private void begin(Running state, Applied applied) {
        String id = applied.getMigrationId().toString();
        Optional<Applied> present = Optional.ofNullable(state.watched().get(id));
        long over = Optional.ofNullable(state.over().get(id)).orElse(0L);
        long finished = applied.getFinishedAt().toEpochMilli();
        boolean again = over >= finished
                || present.isPresent() && present.get().getFinishedAt().toEpochMilli() >= finished;
        if (again) {
            return;
        }
        if (state.now().isAfter(end(applied).plus(settings.silence()))) {
            LOG.info("migration {} finished longer ago than it would have been watched", id);
            return;
        }
        // A later phase goes on with what was normal before the first.
        Applied watched = present.map(earlier -> Applied.newBuilder(applied)
                        .setStartedAt(earlier.getStartedAt())
                        .build())
                .orElse(applied);
        state.watched().put(id, watched);
        tell(state, watched, ProgressState.RUNNING, "watching " + applied.getDatabase() + " for " + events.inWords());
    }

    private void undone(Running state, Applied applied) {
        String id = applied.getMigrationId().toString();
        if (state.watched().delete(id) != null) {
            tell(state, applied, ProgressState.DONE, "rolled back, so no longer watched");
        }
        long over = Optional.ofNullable(state.over().get(id)).orElse(0L);
        state.over().put(id, Math.max(over, applied.getFinishedAt().toEpochMilli()));
    }

    private void judgeAll(Running state) {
        List<Applied> all = new ArrayList<>();
        try (KeyValueIterator<String, Applied> entries = state.watched().all()) {
            entries.forEachRemaining(entry -> all.add(entry.value));
        }
        all.stream().filter(watched -> state.now().isAfter(end(watched))).forEach(watched -> judge(state, watched));
    }

    private void judge(Running state, Applied watched) {
        List<Interval> intervals = state.intervals().of(watched.getDatabase());
        Judgement judgement = detector.judge(intervals, watched.getStartedAt(), watched.getFinishedAt());
        boolean ended = isOver(state, watched, intervals);
        switch (judgement) {
            case Judgement.GotWorse worse -> {
                LOG.warn(
                        "migration {} made something worse: {}",
                        watched.getMigrationId(),
                        worse.worse().getFirst());
                forward(state, WatchTopology.REGRESSIONS, watched, events.regression(watched, worse, state.now()));
                over(state, watched, FOR_EVER);
            }
            case Judgement.NothingWorse nothing
            when ended && nothing.windows() > 0 -> {
                tell(state, watched, ProgressState.DONE, "watched for " + events.inWords() + ": nothing got worse");
                over(state, watched, watched.getFinishedAt().toEpochMilli());
            }
            case Judgement.NothingWorse _
            when ended -> {
                forward(state, WatchTopology.REGRESSIONS, watched, events.nothingMeasured(watched, state.now()));
                over(state, watched, FOR_EVER);
            }
            case Judgement.NoBaseline little
            when ended -> {
                tell(
                        state,
                        watched,
                        ProgressState.DONE,
                        "watched for " + events.inWords() + ", but with " + little.intervals()
                                + " samples from before there was too little to compare with");
                over(state, watched, watched.getFinishedAt().toEpochMilli());
            }
            case Judgement.NothingWorse _, Judgement.NoBaseline _ -> {}
        }
    }

    /// When its time has passed and most of it was measured: a monitor that was away for a while makes up
    /// for it.
    private boolean isOver(Running state, Applied watched, List<Interval> intervals) {
        Duration measured = intervals.stream()
                .filter(interval -> !interval.from().isBefore(watched.getFinishedAt()))
                .map(interval -> Duration.between(interval.from(), interval.to()))
                .reduce(Duration.ZERO, Duration::plus);
        boolean enough = measured.compareTo(settings.length().multipliedBy(8).dividedBy(10)) >= 0;
        Instant end = end(watched);
        return state.now().isAfter(end) && enough || state.now().isAfter(end.plus(settings.silence()));
    }

    private void over(Running state, Applied watched, long until) {
        String id = watched.getMigrationId().toString();
        state.watched().delete(id);
        state.over().put(id, until);
    }

    /// What a baseline of a migration that comes, or is watched, can still need is kept.
    private void forget(Running state, DatabaseMetrics metrics, List<Applied> watched) {
        Instant earliest = watched.stream()
                .map(Applied::getStartedAt)
                .min(Instant::compareTo)
                .filter(began -> began.isBefore(metrics.getTo().minus(settings.length())))
                .orElse(metrics.getTo().minus(settings.length()));
        state.intervals()
                .forget(
                        metrics.getDatabase(),
                        earliest.minus(settings.detector().baseline()));
    }

    private static List<Applied> watched(Running state, String database) {
        List<Applied> found = new ArrayList<>();
        try (KeyValueIterator<String, Applied> entries = state.watched().all()) {
            entries.forEachRemaining(entry -> {
                if (entry.value.getDatabase().equals(database)) {
                    found.add(entry.value);
                }
            });
        }
        return found;
    }

    private Instant end(Applied watched) {
        return watched.getFinishedAt().plus(settings.length());
    }

    private void tell(Running state, Applied watched, ProgressState progress, String message) {
        LOG.info("migration {}: {}", watched.getMigrationId(), message);
        forward(state, WatchTopology.PROGRESS, watched, events.progress(watched, progress, message));
    }

    private static void forward(Running state, String sink, Applied watched, SpecificRecord event) {
        state.context()
                .forward(new Record<>(watched.getDatabase(), event, state.now().toEpochMilli()), sink);
    }
}
