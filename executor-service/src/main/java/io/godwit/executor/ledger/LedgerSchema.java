package io.godwit.executor.ledger;

import io.godwit.model.Problem;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/// Creates schema `godwit` and brings it up to date, one version after the other, each in one transaction. Several
/// executors may do so at once: an advisory lock puts them in a row.
public final class LedgerSchema {
    /// `godwit` as four bytes of ASCII and a number: the keys of our advisory locks.
    static final int ADVISORY_CLASS = 0x676f6477;

    private static final int UPGRADE = 1;

    private static final List<List<String>> VERSIONS = List.of(List.of(
            """
            CREATE TABLE godwit.migration (
                id uuid PRIMARY KEY,
                arrival bigint GENERATED ALWAYS AS IDENTITY,
                repository text NOT NULL,
                base_revision text NOT NULL,
                head_revision text NOT NULL,
                subject text NOT NULL,
                author text NOT NULL,
                plan text NOT NULL,
                plan_schema text NOT NULL,
                plan_hash text NOT NULL,
                catalog_hash text NOT NULL,
                status text NOT NULL,
                tested_at timestamptz NOT NULL,
                started boolean NOT NULL,
                promoted boolean NOT NULL,
                rolled_back_automatically boolean NOT NULL,
                authorized_by text NOT NULL,
                reason text NOT NULL,
                submitted_at timestamptz NOT NULL DEFAULT now(),
                started_at timestamptz,
                changed_at timestamptz NOT NULL DEFAULT now())
            """,
            """
            CREATE TABLE godwit.step (
                migration_id uuid NOT NULL REFERENCES godwit.migration,
                position int NOT NULL,
                step_id text NOT NULL,
                phase text NOT NULL,
                title text NOT NULL,
                commits_with_record boolean NOT NULL,
                state text NOT NULL DEFAULT 'PENDING',
                attempts int NOT NULL DEFAULT 0,
                statements_done int NOT NULL DEFAULT 0,
                started_at timestamptz,
                finished_at timestamptz,
                lock_wait_micros bigint NOT NULL DEFAULT 0,
                rows_changed bigint NOT NULL DEFAULT 0,
                found_done boolean NOT NULL DEFAULT false,
                error text NOT NULL DEFAULT '',
                rollback_grade text NOT NULL,
                rollback_statements text[] NOT NULL,
                rollback_transaction text NOT NULL,
                rollback_note text NOT NULL,
                rollback_attempts int NOT NULL DEFAULT 0,
                rollback_statements_done int NOT NULL DEFAULT 0,
                rollback_lock_wait_micros bigint NOT NULL DEFAULT 0,
                rolled_back_at timestamptz,
                rollback_error text NOT NULL DEFAULT '',
                PRIMARY KEY (migration_id, position),
                UNIQUE (migration_id, step_id))
            """,
            """
            CREATE TABLE godwit.backfill (
                migration_id uuid NOT NULL,
                position int NOT NULL,
                pass int NOT NULL,
                cursor text[] NOT NULL,
                batch_rows int NOT NULL,
                rows_walked bigint NOT NULL,
                rows_changed bigint NOT NULL,
                batches bigint NOT NULL,
                changed_at timestamptz NOT NULL DEFAULT now(),
                PRIMARY KEY (migration_id, position),
                FOREIGN KEY (migration_id, position) REFERENCES godwit.step)
            """,
            """
            CREATE TABLE godwit.command (
                id uuid PRIMARY KEY,
                migration_id uuid NOT NULL,
                kind text NOT NULL,
                issued_by text NOT NULL,
                reason text NOT NULL,
                issued_at timestamptz NOT NULL,
                outcome text NOT NULL,
                event text NOT NULL,
                event_schema text NOT NULL,
                received_at timestamptz NOT NULL DEFAULT now())
            """,
            """
            CREATE TABLE godwit.history (
                entry bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
                migration_id uuid NOT NULL,
                event text NOT NULL,
                message text NOT NULL,
                status text NOT NULL,
                at timestamptz NOT NULL DEFAULT now())
            """,
            """
            CREATE TABLE godwit.outbox (
                entry bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
                topic text NOT NULL,
                event text NOT NULL,
                event_schema text NOT NULL,
                published boolean NOT NULL DEFAULT false,
                at timestamptz NOT NULL DEFAULT now())
            """,
            "CREATE INDEX outbox_unpublished ON godwit.outbox (entry) WHERE NOT published",
            """
            CREATE TABLE godwit.fence (
                only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
                token bigint NOT NULL,
                holder text NOT NULL,
                taken_at timestamptz NOT NULL DEFAULT now())
            """,
            "INSERT INTO godwit.fence (token, holder) VALUES (0, '')"));

    private LedgerSchema() {}

    /// Creates what is missing. Does nothing to a ledger that is up to date.
    ///
    /// @param connection in autocommit mode; its role needs CREATE on the database for the first time
    /// @throws Problem if the ledger was written by a newer Godwit
    public static void upgrade(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("SELECT pg_advisory_xact_lock(" + ADVISORY_CLASS + ", " + UPGRADE + ")");
            int version = version(statement);
            if (version > VERSIONS.size()) {
                throw Problem.user(
                        "LEDGER_TOO_NEW",
                        "The ledger in schema godwit has version " + version + ", this executor knows up to "
                                + VERSIONS.size() + ": run the newer executor");
            }
            for (int next = version; next < VERSIONS.size(); next++) {
                for (String definition : VERSIONS.get(next)) {
                    statement.execute(definition);
                }
                statement.execute("INSERT INTO godwit.ledger_version (version) VALUES (" + (next + 1) + ")");
            }
            connection.commit();
        } catch (SQLException | RuntimeException failure) {
            connection.rollback();
            throw failure;
        } finally {
            connection.setAutoCommit(true);
        }
    }

    private static int version(Statement statement) throws SQLException {
        try (ResultSet exists = statement.executeQuery("SELECT to_regclass('godwit.ledger_version') IS NOT NULL")) {
            exists.next();
            if (!exists.getBoolean(1)) {
                createFrame(statement);
                return 0;
            }
        }
        try (ResultSet version =
                statement.executeQuery("SELECT coalesce(max(version), 0) FROM godwit.ledger_version")) {
            version.next();
            return version.getInt(1);
        }
    }

    private static void createFrame(Statement statement) throws SQLException {
        try (ResultSet exists = statement.executeQuery("SELECT to_regnamespace('godwit') IS NULL")) {
            exists.next();
            if (exists.getBoolean(1)) {
                statement.execute("CREATE SCHEMA godwit");
            }
        }
        statement.execute("CREATE TABLE godwit.ledger_version (version int PRIMARY KEY, at timestamptz DEFAULT now())");
    }
}
