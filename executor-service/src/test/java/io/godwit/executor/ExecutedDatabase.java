package io.godwit.executor;

import io.godwit.events.Applied;
import io.godwit.events.MigrationProgress;
import io.godwit.executor.ledger.Fence;
import io.godwit.executor.ledger.Ledger;
import io.godwit.executor.ledger.LedgerSchema;
import io.godwit.executor.ledger.Migrations;
import io.godwit.executor.ledger.Outbox;
import io.godwit.executor.ledger.StepRecord;
import io.godwit.executor.ledger.Steps;
import io.godwit.executor.ledger.Transaction;
import io.godwit.executor.lifecycle.LifecycleCommand;
import io.godwit.executor.lifecycle.LifecycleCommand.Submit;
import io.godwit.executor.lifecycle.Policy;
import io.godwit.executor.lifecycle.Status;
import io.godwit.executor.step.Connections;
import io.godwit.executor.step.StepPolicy;
import io.godwit.executor.window.MaintenanceWindows;
import io.godwit.model.ChangeReference;
import io.godwit.model.ContentHash;
import io.godwit.model.DatabaseName;
import io.godwit.model.MigrationId;
import io.godwit.model.finding.Verdict;
import io.godwit.model.plan.Plan;
import io.godwit.model.plan.Step;
import io.godwit.postgres.catalog.CatalogReader;
import io.godwit.schemas.Topic;
import io.godwit.stack.test.Patience;
import io.godwit.stack.test.TestDatabase;
import io.godwit.stack.test.TestStack;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/// A database with a ledger, and an executor's role that owns its tables and may do nothing more.
final class ExecutedDatabase implements AutoCloseable {
    static final DatabaseName NAME = new DatabaseName("shop");

    private final TestDatabase database = TestStack.newDatabase();
    private final String role = "owner_" + UUID.randomUUID().toString().substring(0, 8);
    private final Policy lifecycle;
    final List<MigrationProgress> progress = Collections.synchronizedList(new ArrayList<>());

    ExecutedDatabase(Policy policy, String... definitions) throws SQLException {
        this.lifecycle = policy;
        database.execute("CREATE ROLE " + role + " LOGIN PASSWORD 'test'");
        database.execute("CREATE SCHEMA godwit AUTHORIZATION " + role);
        database.execute("GRANT CREATE ON SCHEMA public TO " + role);
        try (Connection owner = connections().open("setup");
                Statement statement = owner.createStatement()) {
            for (String definition : definitions) {
                statement.execute(definition);
            }
            LedgerSchema.upgrade(owner);
        }
    }

    Connections connections() {
        return application -> DriverManager.getConnection(
                database.jdbcUrl() + "?ApplicationName=" + application.replace(" ", "%20"), role, "test");
    }

    Connection connect() throws SQLException {
        return database.connect();
    }

    String url() {
        return database.jdbcUrl();
    }

    String role() {
        return role;
    }

    void execute(String sql) {
        database.execute(sql);
    }

    String value(String sql) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.next() ? String.valueOf(row.getString(1)) : "no row";
        }
    }

    ContentHash catalogHash() throws SQLException {
        try (Connection connection = database.connect()) {
            return CatalogReader.read(connection).hash();
        }
    }

    Plan plan(Step... steps) throws SQLException {
        return new Plan(catalogHash(), List.of(steps));
    }

    Ledger ledger() {
        return new Ledger(NAME, lifecycle);
    }

    MigrationId submit(Plan plan) throws SQLException {
        ChangeReference change =
                new ChangeReference("shop-app", "a", UUID.randomUUID().toString(), "A change", "someone");
        MigrationId id = change.migrationIn(NAME);
        Submit submit = new Submit(
                plan.hash(), plan.catalogHash(), Verdict.APPROVED, "No findings.", Instant.ofEpochMilli(1_000_000));
        try (Connection connection = connections().open("test")) {
            Transaction.run(connection, transaction -> ledger().submit(transaction, id, change, plan, submit));
        }
        return id;
    }

    void command(MigrationId id, LifecycleCommand command) throws SQLException {
        try (Connection connection = connections().open("test")) {
            Transaction.run(connection, transaction -> ledger().decide(transaction, id, command));
        }
    }

    /// What an executor does that has just taken over.
    void run(MigrationId id) throws SQLException {
        run(id, Duration.ofSeconds(2));
    }

    void run(MigrationId id, Duration lockBudget) throws SQLException {
        run(id, StepPolicy.usual().withLockBudget(lockBudget).withQuiet(Duration.ZERO));
    }

    void run(MigrationId id, StepPolicy policy) throws SQLException {
        run(id, policy, MaintenanceWindows.always());
    }

    void run(MigrationId id, StepPolicy policy, MaintenanceWindows windows) throws SQLException {
        run(id, policy, windows, Precedence.none());
    }

    void run(MigrationId id, StepPolicy policy, MaintenanceWindows windows, Precedence precedence) throws SQLException {
        Fence fence;
        try (Connection connection = connections().open("test")) {
            fence = Fence.take(connection, "test");
        }
        new MigrationRun(
                        ledger(),
                        connections(),
                        fence,
                        connection -> CatalogReader.read(connection).hash(),
                        policy,
                        windows,
                        precedence,
                        Clock.systemUTC(),
                        progress::add)
                .run(id);
    }

    /// Work with the database that may fail as it does.
    @FunctionalInterface
    interface Work {
        void run() throws SQLException;
    }

    /// Runs the work beside the test.
    static CompletableFuture<Void> running(Work work) {
        CompletableFuture<Void> running = CompletableFuture.runAsync(
                () -> {
                    try {
                        work.run();
                    } catch (SQLException failure) {
                        throw new CompletionException(failure);
                    }
                },
                Thread::startVirtualThread);
        return running.orTimeout(Patience.LONGEST.toSeconds(), TimeUnit.SECONDS);
    }

    CompletableFuture<Void> running(MigrationId id, StepPolicy policy) {
        return running(() -> run(id, policy));
    }

    /// What progress said with this part in it.
    List<String> said(String part) {
        synchronized (progress) {
            return progress.stream()
                    .map(MigrationProgress::getMessage)
                    .filter(message -> message.contains(part))
                    .toList();
        }
    }

    Status status(MigrationId id) throws SQLException {
        try (Connection connection = database.connect()) {
            return Migrations.status(connection, id);
        }
    }

    List<StepRecord> steps(MigrationId id) throws SQLException {
        try (Connection connection = database.connect()) {
            return Steps.of(connection, id);
        }
    }

    List<Applied> applied() throws SQLException {
        try (Connection connection = database.connect()) {
            return Outbox.waiting(connection).stream()
                    .filter(waiting -> waiting.topic().equals(Topic.APPLIED.name()))
                    .map(waiting -> waiting.read(Topic.APPLIED))
                    .toList();
        }
    }

    @Override
    public void close() {
        database.execute("DROP SCHEMA public, godwit CASCADE");
        database.execute("DROP OWNED BY " + role);
        database.execute("DROP ROLE " + role);
        database.close();
    }
}
