package io.godwit.benchmarks.execution;

import io.godwit.benchmarks.Benchmark.Place;
import io.godwit.executor.MigrationRun;
import io.godwit.executor.Precedence;
import io.godwit.executor.ledger.Fence;
import io.godwit.executor.ledger.Ledger;
import io.godwit.executor.ledger.LedgerSchema;
import io.godwit.executor.ledger.Migrations;
import io.godwit.executor.ledger.Transaction;
import io.godwit.executor.lifecycle.LifecycleCommand.Submit;
import io.godwit.executor.lifecycle.Policy;
import io.godwit.executor.lifecycle.Policy.Autonomy;
import io.godwit.executor.lifecycle.Policy.ContractStart;
import io.godwit.executor.lifecycle.Policy.OnFailure;
import io.godwit.executor.lifecycle.Status;
import io.godwit.executor.step.Connections;
import io.godwit.executor.step.StepPolicy;
import io.godwit.executor.window.MaintenanceWindows;
import io.godwit.model.ChangeReference;
import io.godwit.model.DatabaseName;
import io.godwit.model.MigrationId;
import io.godwit.model.Problem;
import io.godwit.model.finding.Verdict;
import io.godwit.model.plan.Action;
import io.godwit.model.plan.Phase;
import io.godwit.model.plan.Plan;
import io.godwit.model.plan.Rollback;
import io.godwit.model.plan.Step;
import io.godwit.postgres.catalog.CatalogReader;
import io.godwit.stack.DatabaseAddress;
import io.godwit.stack.StackPart;
import io.godwit.stack.postgres.PostgresServer;
import io.godwit.stack.postgres.PostgresSettings;
import io.godwit.stack.process.Passwords;
import io.godwit.stack.process.Ports;
import io.godwit.validator.Validator;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// A PostgreSQL server with the settings of production, on which plans are executed in this process.
final class Target implements AutoCloseable {
    private static final String DATABASE = "postgres";
    private static final DatabaseName NAME = new DatabaseName("target");

    private final PostgresServer server;

    private Target(PostgresServer server) {
        this.server = server;
    }

    static Target start(Place place) {
        return new Target(PostgresServer.start(
                StackPart.PRODUCTION,
                place.folder().resolve("target"),
                PostgresSettings.PRODUCTION,
                Ports.free(),
                Passwords.random()));
    }

    Connection connect() throws SQLException {
        return server.address().connect(DATABASE);
    }

    void execute(String... statements) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException failure) {
            throw failed(failure);
        }
    }

    /// How long one statement takes.
    Duration timed(String sql) {
        long began = System.nanoTime();
        execute(sql);
        return Duration.ofNanos(System.nanoTime() - began);
    }

    /// The plan of one statement, in the form the validator gives it on this database.
    Plan safePlan(String statement, String undo) {
        Step step = Step.of(
                "change",
                Phase.EXPAND,
                statement,
                Action.RunSql.together(statement),
                Rollback.lossless(undo),
                Optional.empty());
        try (Connection connection = connect()) {
            return Validator.of(connection).judge(plan(step)).plan();
        } catch (SQLException failure) {
            throw failed(failure);
        }
    }

    Plan plan(Step... steps) {
        try (Connection connection = connect()) {
            return new Plan(CatalogReader.read(connection).hash(), List.of(steps));
        } catch (SQLException failure) {
            throw failed(failure);
        }
    }

    /// Executes a plan to its end.
    ///
    /// @throws Problem ENVIRONMENT if it does not get there
    Duration executed(Plan plan) {
        Ledger ledger = new Ledger(NAME, new Policy(Autonomy.GUARDED, ContractStart.IMMEDIATE, OnFailure.STOP));
        ChangeReference change =
                new ChangeReference("benchmark", "a", UUID.randomUUID().toString(), "", "");
        MigrationId id = change.migrationIn(NAME);
        Submit submit = new Submit(plan.hash(), plan.catalogHash(), Verdict.APPROVED, "", Instant.now());
        try (Connection connection = connect()) {
            LedgerSchema.upgrade(connection);
            Fence fence = Fence.take(connection, "benchmark");
            Transaction.run(connection, transaction -> ledger.submit(transaction, id, change, plan, submit));
            long began = System.nanoTime();
            new MigrationRun(
                            ledger,
                            connections(),
                            fence,
                            open -> CatalogReader.read(open).hash(),
                            StepPolicy.usual().withQuiet(Duration.ZERO),
                            MaintenanceWindows.always(),
                            Precedence.none(),
                            Clock.systemUTC(),
                            _ -> {})
                    .run(id);
            Duration took = Duration.ofNanos(System.nanoTime() - began);
            if (Migrations.status(connection, id) != Status.APPLIED) {
                throw Problem.environment(
                        "BENCHMARK_FAILED",
                        "the plan was not applied: "
                                + Migrations.find(connection, id).orElseThrow().state());
            }
            return took;
        } catch (SQLException failure) {
            throw failed(failure);
        }
    }

    private Connections connections() {
        DatabaseAddress address = server.address();
        return application -> DriverManager.getConnection(
                address.jdbcUrl(DATABASE) + "?ApplicationName=" + application.replace(" ", "%20"),
                address.user(),
                address.password());
    }

    static Problem failed(SQLException failure) {
        return Problem.environment("BENCHMARK_FAILED", "PostgreSQL: " + failure.getMessage(), failure);
    }

    @Override
    public void close() {
        server.close();
    }
}
