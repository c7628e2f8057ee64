package io.godwit.acceptance.survival;

import io.godwit.executor.ledger.Ledger;
import io.godwit.executor.ledger.LedgerSchema;
import io.godwit.executor.ledger.Migrations;
import io.godwit.executor.ledger.StepRecord;
import io.godwit.executor.ledger.Steps;
import io.godwit.executor.ledger.Transaction;
import io.godwit.executor.ledger.UndoObstacle;
import io.godwit.executor.lifecycle.LifecycleCommand;
import io.godwit.executor.lifecycle.LifecycleCommand.Promote;
import io.godwit.executor.lifecycle.LifecycleCommand.RollBack;
import io.godwit.executor.lifecycle.LifecycleCommand.Submit;
import io.godwit.executor.lifecycle.Policy;
import io.godwit.executor.lifecycle.Policy.Autonomy;
import io.godwit.executor.lifecycle.Policy.ContractStart;
import io.godwit.executor.lifecycle.Policy.OnFailure;
import io.godwit.executor.lifecycle.Status;
import io.godwit.model.ChangeReference;
import io.godwit.model.DatabaseName;
import io.godwit.model.MigrationId;
import io.godwit.model.finding.Verdict;
import io.godwit.model.plan.Plan;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Gives the executor its orders as its intake would: by writing them into the ledger.
///
/// Its own connection survives a crash of the server.
final class LedgerDesk implements AutoCloseable {
    private final CrashableServer server;
    private final String name;
    private Optional<Connection> connection = Optional.empty();

    /// @param name the database, by the executor's configuration and on the server
    LedgerDesk(CrashableServer server, String name) {
        this.server = server;
        this.name = name;
    }

    @FunctionalInterface
    private interface Question<T> {
        T ask(Connection connection) throws SQLException;
    }

    MigrationId submit(Plan plan) throws SQLException {
        ChangeReference change =
                new ChangeReference("survival", "a", UUID.randomUUID().toString(), "A change", "a test");
        MigrationId id = change.migrationIn(new DatabaseName(name));
        Submit submit = new Submit(plan.hash(), plan.catalogHash(), Verdict.APPROVED, "A test.", Instant.now());
        try (Connection owner = server.connectAs(CrashableServer.OWNER, name);
                Statement patience = owner.createStatement()) {
            patience.execute(
                    "SET idle_in_transaction_session_timeout = 0; SET statement_timeout = 0; SET lock_timeout = 0");
            LedgerSchema.upgrade(owner);
            Transaction.run(owner, transaction -> ledger().submit(transaction, id, change, plan, submit));
        }
        return id;
    }

    void promote(MigrationId id) throws SQLException {
        decide(id, new Promote("a test", "the new code is deployed", false));
    }

    void rollBack(MigrationId id) throws SQLException {
        decide(id, new RollBack("a test", "", UndoObstacle.of(steps(id))));
    }

    /// @return false if something would be lost, or cannot be undone: nothing is done then
    boolean rolledBackWithoutLoss(MigrationId id) throws SQLException {
        if (UndoObstacle.of(id, steps(id), false).isPresent()) {
            return false;
        }
        decide(id, new RollBack("a test", "", Optional.empty()));
        return true;
    }

    Status status(MigrationId id) throws SQLException {
        return ask(open -> Migrations.status(open, id));
    }

    List<StepRecord> steps(MigrationId id) throws SQLException {
        return ask(open -> Steps.of(open, id));
    }

    private <T> T ask(Question<T> question) throws SQLException {
        if (connection.isPresent()) {
            try {
                return question.ask(connection.get());
            } catch (SQLException lost) {
                close();
            }
        }
        Connection open = server.connect(name);
        connection = Optional.of(open);
        return question.ask(open);
    }

    @Override
    public void close() throws SQLException {
        if (connection.isPresent()) {
            connection.get().close();
            connection = Optional.empty();
        }
    }

    private void decide(MigrationId id, LifecycleCommand command) throws SQLException {
        try (Connection superuser = server.connect(name)) {
            Transaction.run(superuser, transaction -> ledger().decide(transaction, id, command));
        }
    }

    private Ledger ledger() {
        return new Ledger(new DatabaseName(name), new Policy(Autonomy.GUARDED, ContractStart.PROMOTE, OnFailure.STOP));
    }
}
