package io.godwit.shadow;

import io.godwit.events.MigrationValidated;
import io.godwit.events.QueryComparison;
import io.godwit.events.ReplaySummary;
import io.godwit.events.RollbackProof;
import io.godwit.events.ShadowTested;
import io.godwit.events.StepMeasurement;
import io.godwit.migrationevents.FindingEvents;
import io.godwit.migrationevents.PlanEvents;
import io.godwit.model.DatabaseName;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.plan.Plan;
import io.godwit.postgres.DatabaseAddress;
import io.godwit.postgres.copy.CopiesServer;
import io.godwit.postgres.copy.CopyReport;
import io.godwit.postgres.copy.DatabaseClone;
import io.godwit.postgres.copy.NotCopied;
import io.godwit.postgres.copy.Template;
import io.godwit.shadow.judgement.Judge;
import io.godwit.shadow.judgement.Judgement;
import io.godwit.shadow.judgement.Observed;
import io.godwit.shadow.judgement.QueryJudgement;
import io.godwit.shadow.measure.Measurement;
import io.godwit.shadow.measure.Measuring;
import io.godwit.shadow.plan.PlanRun;
import io.godwit.shadow.plan.PlanRunner;
import io.godwit.shadow.plan.RollbackRunner;
import io.godwit.shadow.plan.StepRun;
import io.godwit.shadow.plan.TouchedTables;
import io.godwit.shadow.replay.Clones;
import io.godwit.shadow.replay.QueryReplay;
import io.godwit.shadow.replay.Replay;
import io.godwit.shadow.replay.Workload;
import io.godwit.shadow.replay.WorkloadSample;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One shadow test: copy, clone, migrate, replay, measure, undo, judge.
final class ShadowTest {
    /// Text of captured statements that is kept: 16 MB, of a heap of 128.
    private static final int KEPT_CHARACTERS = 16 << 20;

    private final ShadowSettings settings;
    private final CopiesServer copies;
    private final DatabaseAddress production;
    private final Consumer<String> progress;

    /// @param progress told in plain words what goes on
    ShadowTest(ShadowSettings settings, CopiesServer copies, DatabaseAddress production, Consumer<String> progress) {
        this.settings = settings;
        this.copies = copies;
        this.production = production;
        this.progress = progress;
    }

    /// @param captured adds the captured statements to the sample, while the copy is made
    ShadowTested run(MigrationValidated event, Consumer<WorkloadSample> captured) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Workload> reading = threads.submit(() -> {
                WorkloadSample sample = new WorkloadSample(settings.callsPerQuery(), KEPT_CHARACTERS);
                captured.accept(sample);
                return sample.workload();
            });
            Template template =
                    copies.template(new DatabaseName(event.getDatabase()), production, settings.limits(), progress);
            progress.accept("clones the copy three times");
            DatabaseClone baseline = copies.clone(template, "baseline");
            try {
                DatabaseClone second = copies.clone(template, "second");
                try {
                    DatabaseClone candidate = copies.clone(template, "candidate");
                    try {
                        return on(new Clones(baseline, second, candidate), template, event, result(reading));
                    } finally {
                        copies.drop(candidate);
                    }
                } finally {
                    copies.drop(second);
                }
            } finally {
                copies.drop(baseline);
            }
        }
    }

    private static Workload result(Future<Workload> reading) throws Exception {
        try {
            return reading.get();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof Exception cause) {
                throw cause;
            }
            throw failed;
        }
    }

    private ShadowTested on(Clones clones, Template template, MigrationValidated event, Workload workload)
            throws SQLException, InterruptedException {
        Plan plan = PlanEvents.fromEvent(event.getPlan());
        PlanRun run = new PlanRunner(clones.candidate()).run(plan, title -> progress.accept("on the copy: " + title));
        Set<ObjectName> touched = TouchedTables.of(plan, run.steps());
        List<QueryComparison> queries = List.of();
        ReplaySummary replay = null;
        RollbackProof rollback = RollbackRunner.notTried(plan);
        Set<ObjectName> unvisited = Set.of();
        if (run.failure().isEmpty()) {
            queries = replay(clones, workload);
            replay = summary(workload, queries);
            unvisited = new UnvisitedTables(clones.baseline()).among(touched, queries);
            progress.accept("takes the migration back on the copy");
            rollback = new RollbackRunner(clones.candidate(), clones.baseline()).run(plan, touched);
        }
        Judgement judgement = Judge.judge(new Observed(
                plan,
                FindingEvents.verdict(event.getVerdict()),
                run,
                queries,
                workload.captured(),
                unvisited,
                rollback,
                template.report().map(CopyReport::notCopied).orElse(List.of()).stream()
                        .map(NotCopied::toString)
                        .toList()));
        return event(event, run, replay, rollback, judgement);
    }

    private List<QueryComparison> replay(Clones clones, Workload workload) throws SQLException, InterruptedException {
        progress.accept("replays " + workload.calls().size() + " captured statements of "
                + workload.captured().size() + " kinds");
        List<QueryReplay> replayed = new Replay(clones, settings.lanes(), settings.longestStatement()).run(workload);
        progress.accept("measures " + replayed.size() + " kinds of queries");
        Map<String, Measurement> measured =
                new Measuring(clones, settings.measureBudget(), settings.longestStatement()).run(replayed);
        return replayed.stream()
                .map(query -> QueryJudgement.of(
                        query,
                        Optional.ofNullable(measured.get(query.fingerprint().hash()))))
                .sorted(Comparator.<QueryComparison>comparingInt(query -> Judge.badness(query.getOutcome()))
                        .thenComparing(
                                Comparator.comparing(QueryComparison::getCalls).reversed()))
                .toList();
    }

    private static ReplaySummary summary(Workload workload, List<QueryComparison> queries) {
        return ReplaySummary.newBuilder()
                .setSessions(workload.sessions())
                .setStatements(workload.calls().size())
                .setSkipped(workload.skipped())
                .setQueries(queries)
                .build();
    }

    private static ShadowTested event(
            MigrationValidated event,
            PlanRun run,
            @Nullable ReplaySummary replay,
            RollbackProof rollback,
            Judgement judgement) {
        return ShadowTested.newBuilder()
                .setMigrationId(event.getMigrationId())
                .setDatabase(event.getDatabase())
                .setChange(event.getChange())
                .setPlan(event.getPlan())
                .setValidationVerdict(event.getVerdict())
                .setSteps(run.steps().stream().map(ShadowTest::measurement).toList())
                .setReplay(replay)
                .setRollback(rollback)
                .setFindings(judgement.findings().stream()
                        .map(FindingEvents::toEvent)
                        .toList())
                .setVerdict(FindingEvents.verdict(judgement.verdict()))
                .setReason(judgement.reason())
                .setTestedAt(Instant.now().truncatedTo(ChronoUnit.MILLIS))
                .build();
    }

    private static StepMeasurement measurement(StepRun run) {
        return StepMeasurement.newBuilder()
                .setStepId(run.step().id())
                .setDurationMicros(run.took().toNanos() / 1000)
                .setLocks(run.locks().stream().map(PlanEvents::toEvent).toList())
                .setRewrites(run.rewrites().stream().map(ObjectName::toString).toList())
                .setWalBytes(run.walBytes())
                .build();
    }
}
