package io.godwit.benchmarks.execution;

import io.godwit.benchmarks.Benchmark;
import io.godwit.benchmarks.Goal;
import io.godwit.benchmarks.Measurement;
import io.godwit.benchmarks.Sample;
import io.godwit.cli.local.EmbeddedProduction;
import io.godwit.cli.local.LocalGodwit;
import io.godwit.executor.ledger.Ledger;
import io.godwit.executor.ledger.LedgerSchema;
import io.godwit.executor.ledger.Transaction;
import io.godwit.executor.lifecycle.LifecycleCommand.Submit;
import io.godwit.executor.lifecycle.Policy;
import io.godwit.executor.lifecycle.Policy.Autonomy;
import io.godwit.executor.lifecycle.Policy.ContractStart;
import io.godwit.executor.lifecycle.Policy.OnFailure;
import io.godwit.model.ChangeReference;
import io.godwit.model.DatabaseName;
import io.godwit.model.Problem;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.finding.Verdict;
import io.godwit.model.plan.Action;
import io.godwit.model.plan.Phase;
import io.godwit.model.plan.Plan;
import io.godwit.model.plan.Rollback;
import io.godwit.model.plan.Step;
import io.godwit.postgres.catalog.CatalogReader;
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

/// From `kill -9` of the executor, in the middle of a backfill, until the next batch is committed, as `godwit up` runs
/// it: with one executor, which is started anew.
public final class Takeover implements Benchmark {
    /// At most; fewer on demand.
    private static final int ROWS = 3_000_000;
    private static final String DATABASE = "resumed";
    private static final String RESUMED = "resumed";
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @Override
    public Measurement measure(Place place, int rounds) {
        int rows = (int) Math.min(place.rows(), ROWS);
        List<Sample> samples = new ArrayList<>();
        try (LocalGodwit godwit = LocalGodwit.start(new LocalGodwit.Options(
                place.home(),
                place.folder(),
                List.of(),
                stack -> List.of(new EmbeddedProduction(stack).withOwnDatabase(DATABASE)),
                Map.of("executor", Map.of("executor.autonomy", "guarded")),
                place.say()))) {
            try (Connection connection = godwit.stack().production().connect(DATABASE)) {
                submit(connection, rows);
                for (int round = 1; round <= rounds; round++) {
                    place.say().accept("takeover, round %d of %d".formatted(round, rounds));
                    awaitMoreThan(connection, batches(connection) + 2);
                    kill();
                    long killed = System.nanoTime();
                    awaitMoreThan(connection, batches(connection));
                    samples.add(new Sample("kill " + round, List.of(Duration.ofNanos(System.nanoTime() - killed))));
                }
            }
        } catch (SQLException failure) {
            throw Target.failed(failure);
        }
        return new Measurement(
                "From kill -9 of the executor until its backfill goes on",
                List.of(RESUMED),
                samples,
                List.of(new Goal.Within("work resumed within 15 s", RESUMED, Duration.ofSeconds(15))));
    }

    private static void submit(Connection connection, int rows) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET ROLE " + DATABASE);
            statement.execute("CREATE TABLE numbers (id bigint PRIMARY KEY, n int, filled bigint)");
            statement.execute("INSERT INTO numbers SELECT i, i FROM generate_series(1, " + rows + ") i");
            statement.execute("RESET ROLE");
            statement.execute("ANALYZE numbers");
        }
        Step fill = Step.of(
                "fill",
                Phase.MIGRATE,
                "Fills numbers.filled",
                new Action.Backfill(
                        ObjectName.inPublic("numbers"), List.of("id"), "filled = n", "filled IS NULL", 1000),
                Rollback.lossless(),
                Optional.empty());
        Plan plan = new Plan(CatalogReader.read(connection).hash(), List.of(fill));
        DatabaseName database = new DatabaseName(DATABASE);
        ChangeReference change = new ChangeReference("benchmark", "a", "b", "", "");
        Submit submit = new Submit(plan.hash(), plan.catalogHash(), Verdict.APPROVED, "", Instant.now());
        LedgerSchema.upgrade(connection);
        Transaction.run(
                connection,
                transaction -> new Ledger(database, new Policy(Autonomy.GUARDED, ContractStart.PROMOTE, OnFailure.STOP))
                        .submit(transaction, change.migrationIn(database), change, plan, submit));
    }

    private static void awaitMoreThan(Connection connection, long batches) throws SQLException {
        Instant deadline = Instant.now().plus(LIMIT);
        while (batches(connection) <= batches) {
            if (Instant.now().isAfter(deadline)) {
                throw Problem.environment(
                        "BENCHMARK_FAILED",
                        "no batch was committed within " + LIMIT.toSeconds()
                                + " s: give more --rows, or fewer --rounds");
            }
        }
    }

    private static long batches(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT coalesce(sum(batches), 0), pg_sleep(0.02) FROM godwit.backfill")) {
            row.next();
            return row.getLong(1);
        }
    }

    private static void kill() {
        ProcessHandle executor = ProcessHandle.current()
                .descendants()
                .filter(child -> commandLine(child).contains("/executor.properties"))
                .findFirst()
                .orElseThrow(() -> Problem.environment("BENCHMARK_FAILED", "no process runs the executor"));
        executor.destroyForcibly();
        executor.onExit().join();
    }

    /// The JDK leaves out command lines that are longer than a page of memory.
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
}
