package io.godwit.executor.ledger;

import io.godwit.executor.lifecycle.Lifecycle;
import io.godwit.executor.lifecycle.LifecycleCommand;
import io.godwit.executor.lifecycle.LifecycleCommand.Submit;
import io.godwit.executor.lifecycle.LifecycleEvent;
import io.godwit.executor.lifecycle.LifecycleEvent.Submitted;
import io.godwit.executor.lifecycle.MigrationState;
import io.godwit.executor.lifecycle.Policy;
import io.godwit.executor.lifecycle.Transition;
import io.godwit.model.ChangeReference;
import io.godwit.model.DatabaseName;
import io.godwit.model.MigrationId;
import io.godwit.model.plan.Plan;
import io.godwit.schemas.Topic;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// One database's ledger: lets the lifecycle decide, and keeps in one transaction what was decided, its history, and
/// the events others are to be told.
public record Ledger(DatabaseName database, Policy policy) {

    /// Takes in a shadow-tested plan.
    ///
    /// @param transaction in which all is written; the caller commits it
    /// @return what came of it; empty for a repetition
    public List<LifecycleEvent> submit(
            Connection transaction, MigrationId id, ChangeReference change, Plan plan, Submit submit)
            throws SQLException {
        Optional<LedgerMigration> known = Migrations.lock(transaction, id);
        Lifecycle lifecycle = new Lifecycle(id, policy);
        Optional<MigrationState> state = known.map(LedgerMigration::state);
        List<LifecycleEvent> events = lifecycle.decide(state, submit);
        for (LifecycleEvent event : events) {
            state = Transition.apply(state, event);
            if (event instanceof Submitted) {
                Migrations.store(transaction, id, change, plan, state.orElseThrow());
                Steps.reset(transaction, id, plan);
            }
            keep(transaction, id, change, event, state, Optional.empty());
        }
        return events;
    }

    /// Decides a command and keeps what follows.
    ///
    /// @param transaction in which all is written; the caller commits it
    /// @return what came of it; empty if it changes nothing
    public List<LifecycleEvent> decide(Connection transaction, MigrationId id, LifecycleCommand command)
            throws SQLException {
        return decide(transaction, id, command, Optional.empty());
    }

    /// The same for a command somebody has given and is told what came of it.
    ///
    /// @param asked the command's id
    public List<LifecycleEvent> decide(
            Connection transaction, MigrationId id, LifecycleCommand command, Optional<UUID> asked)
            throws SQLException {
        Optional<LedgerMigration> known = Migrations.lock(transaction, id);
        Lifecycle lifecycle = new Lifecycle(id, policy);
        Optional<MigrationState> state = known.map(LedgerMigration::state);
        List<LifecycleEvent> events = lifecycle.decide(state, command);
        ChangeReference change =
                known.map(LedgerMigration::change).orElseGet(() -> new ChangeReference("", "", "", "", ""));
        for (LifecycleEvent event : events) {
            state = Transition.apply(state, event);
            keep(transaction, id, change, event, state, asked);
        }
        return events;
    }

    /// Tells whoever gave a command that it waits for the plan.
    public void keptForLater(Connection transaction, MigrationId id, UUID asked) throws SQLException {
        Outbox.add(
                transaction, Topic.MIGRATION_PROGRESS, new Announcements(database, id).kept(asked, now(transaction)));
    }

    private void keep(
            Connection transaction,
            MigrationId id,
            ChangeReference change,
            LifecycleEvent event,
            Optional<MigrationState> state,
            Optional<UUID> asked)
            throws SQLException {
        Instant now = now(transaction);
        Announcements announcements = new Announcements(database, id);
        if (state.isPresent()) {
            Migrations.save(transaction, id, state.get());
            Optional<Instant> started = Migrations.find(transaction, id).flatMap(LedgerMigration::startedAt);
            Optional<io.godwit.events.Applied> applied =
                    announcements.applied(event, state.get(), change, Steps.of(transaction, id), started, now);
            if (applied.isPresent()) {
                Outbox.add(transaction, Topic.APPLIED, applied.get());
            }
        }
        Outbox.add(
                transaction,
                Topic.MIGRATION_PROGRESS,
                announcements.progress(event, state.map(MigrationState::status), asked, now));
        remember(transaction, id, event, state);
    }

    private static void remember(
            Connection transaction, MigrationId id, LifecycleEvent event, Optional<MigrationState> state)
            throws SQLException {
        try (PreparedStatement insert = transaction.prepareStatement(
                "INSERT INTO godwit.history (migration_id, event, message, status) VALUES (?, ?, ?, ?)")) {
            insert.setObject(1, id.value());
            insert.setString(2, event.getClass().getSimpleName());
            insert.setString(3, event.message());
            insert.setString(4, state.map(known -> known.status().name()).orElse("UNKNOWN"));
            insert.executeUpdate();
        }
    }

    private static Instant now(Connection transaction) throws SQLException {
        try (PreparedStatement select = transaction.prepareStatement("SELECT clock_timestamp()");
                ResultSet row = select.executeQuery()) {
            row.next();
            return row.getObject(1, OffsetDateTime.class).toInstant();
        }
    }
}
