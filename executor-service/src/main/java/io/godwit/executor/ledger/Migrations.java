package io.godwit.executor.ledger;

import io.godwit.events.Plan;
import io.godwit.executor.lifecycle.MigrationState;
import io.godwit.executor.lifecycle.Status;
import io.godwit.migrationevents.PlanEvents;
import io.godwit.model.ChangeReference;
import io.godwit.model.ContentHash;
import io.godwit.model.MigrationId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The ledger's table of migrations.
public final class Migrations {
    private static final String COLUMNS = """
            id, repository, base_revision, head_revision, subject, author, plan, plan_schema, plan_hash, catalog_hash,
            status, tested_at, started, promoted, rolled_back_automatically, authorized_by, reason, started_at,
            hurried_by, speed_percent, alone
            """;

    private Migrations() {}

    public static Optional<LedgerMigration> find(Connection connection, MigrationId id) throws SQLException {
        return one(connection, "SELECT " + COLUMNS + " FROM godwit.migration WHERE id = ?", id);
    }

    /// The migration, which nobody else changes before the transaction ends.
    public static Optional<LedgerMigration> lock(Connection transaction, MigrationId id) throws SQLException {
        return one(transaction, "SELECT " + COLUMNS + " FROM godwit.migration WHERE id = ? FOR UPDATE", id);
    }

    /// Those the executor has something to do for, or whose state keeps later ones from running: earliest first, those
    /// already begun before the others.
    public static List<LedgerMigration> unfinished(Connection connection) throws SQLException {
        String sql = "SELECT " + COLUMNS + """
                 FROM godwit.migration
                WHERE status IN ('AUTHORIZED', 'APPLYING', 'ROLLING_BACK')
                   OR started AND status IN ('PAUSED', 'STOPPED', 'ROLLBACK_STOPPED')
                ORDER BY status = 'AUTHORIZED', arrival
                """;
        try (PreparedStatement select = connection.prepareStatement(sql);
                ResultSet rows = select.executeQuery()) {
            List<LedgerMigration> found = new ArrayList<>();
            while (rows.next()) {
                found.add(read(rows));
            }
            return found;
        }
    }

    /// Where a migration stands at this moment.
    public static Status status(Connection connection, MigrationId id) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT status FROM godwit.migration WHERE id = ?")) {
            select.setObject(1, id.value());
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return Status.valueOf(row.getString(1));
            }
        }
    }

    /// A person's word that ends a wait ends one wait: it is used up.
    public static void endHurry(Connection connection, MigrationId id) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("UPDATE godwit.migration SET hurried_by = '' WHERE id = ?")) {
            update.setObject(1, id.value());
            update.executeUpdate();
        }
    }

    /// Whether a person has ended the wait that goes on or comes next.
    public static boolean isHurried(Connection connection, MigrationId id) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT hurried_by <> '' FROM godwit.migration WHERE id = ?")) {
            select.setObject(1, id.value());
            try (ResultSet row = select.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    /// The databases before this one in its group are not looked at any more. The person's word for that is used up.
    public static void goAlone(Connection connection, MigrationId id) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("UPDATE godwit.migration SET alone = true, hurried_by = '' WHERE id = ?")) {
            update.setObject(1, id.value());
            update.executeUpdate();
        }
    }

    /// Of the time that backfills and comparisons work.
    public static int speedPercent(Connection connection, MigrationId id) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT speed_percent FROM godwit.migration WHERE id = ?")) {
            select.setObject(1, id.value());
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        }
    }

    /// Keeps a plan that was taken in, in the place of an earlier one that was not begun or was undone.
    static void store(
            Connection transaction,
            MigrationId id,
            ChangeReference change,
            io.godwit.model.plan.Plan plan,
            MigrationState state)
            throws SQLException {
        String sql = """
                INSERT INTO godwit.migration (id, repository, base_revision, head_revision, subject, author, plan,
                    plan_schema, plan_hash, catalog_hash, status, tested_at, started, promoted,
                    rolled_back_automatically, authorized_by, reason)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (id) DO UPDATE SET plan = excluded.plan, plan_schema = excluded.plan_schema,
                    plan_hash = excluded.plan_hash, catalog_hash = excluded.catalog_hash,
                    tested_at = excluded.tested_at, submitted_at = now(), started_at = NULL,
                    alone = false
                """;
        RecordText text = RecordText.of(PlanEvents.toEvent(plan));
        try (PreparedStatement insert = transaction.prepareStatement(sql)) {
            insert.setObject(1, id.value());
            insert.setString(2, change.repository());
            insert.setString(3, change.baseRevision());
            insert.setString(4, change.headRevision());
            insert.setString(5, change.subject());
            insert.setString(6, change.author());
            insert.setString(7, text.json());
            insert.setString(8, text.schema());
            insert.setString(9, state.planHash().hexadecimal());
            insert.setString(10, state.catalogHash().hexadecimal());
            insert.setString(11, state.status().name());
            insert.setObject(12, state.testedAt().atOffset(ZoneOffset.UTC));
            insert.setBoolean(13, state.started());
            insert.setBoolean(14, state.promoted());
            insert.setBoolean(15, state.rolledBackAutomatically());
            insert.setString(16, state.authorizedBy());
            insert.setString(17, state.reason());
            insert.executeUpdate();
        }
    }

    static void save(Connection transaction, MigrationId id, MigrationState state) throws SQLException {
        String sql = """
                UPDATE godwit.migration SET status = ?, started = ?, promoted = ?, rolled_back_automatically = ?,
                    authorized_by = ?, reason = ?, hurried_by = ?, speed_percent = ?, changed_at = now(),
                    started_at = CASE WHEN ? THEN coalesce(started_at, now()) END
                WHERE id = ?
                """;
        try (PreparedStatement update = transaction.prepareStatement(sql)) {
            update.setString(1, state.status().name());
            update.setBoolean(2, state.started());
            update.setBoolean(3, state.promoted());
            update.setBoolean(4, state.rolledBackAutomatically());
            update.setString(5, state.authorizedBy());
            update.setString(6, state.reason());
            update.setString(7, state.hurriedBy());
            update.setInt(8, state.speedPercent());
            update.setBoolean(9, state.started());
            update.setObject(10, id.value());
            update.executeUpdate();
        }
    }

    private static Optional<LedgerMigration> one(Connection connection, String sql, MigrationId id)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setObject(1, id.value());
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(read(row)) : Optional.empty();
            }
        }
    }

    private static LedgerMigration read(ResultSet row) throws SQLException {
        Plan plan = new RecordText(row.getString("plan"), row.getString("plan_schema"))
                .read(Plan.class, Plan.getClassSchema());
        MigrationState state = new MigrationState(
                Status.valueOf(row.getString("status")),
                new ContentHash(row.getString("plan_hash")),
                new ContentHash(row.getString("catalog_hash")),
                row.getObject("tested_at", OffsetDateTime.class).toInstant(),
                row.getBoolean("started"),
                row.getBoolean("promoted"),
                row.getBoolean("rolled_back_automatically"),
                row.getString("authorized_by"),
                row.getString("reason"),
                row.getString("hurried_by"),
                row.getInt("speed_percent"));
        return new LedgerMigration(
                new MigrationId(row.getObject("id", UUID.class)),
                new ChangeReference(
                        row.getString("repository"),
                        row.getString("base_revision"),
                        row.getString("head_revision"),
                        row.getString("subject"),
                        row.getString("author")),
                PlanEvents.fromEvent(plan),
                state,
                row.getBoolean("alone"),
                instant(row, "started_at"));
    }

    static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        @Nullable OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return Optional.ofNullable(time).map(OffsetDateTime::toInstant);
    }
}
