package io.godwit.executor.ledger;

import io.godwit.model.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;

/// Creates schema `godwit` and brings it up to date, one version after the other, each in one transaction. Several
/// executors may do so at once: an advisory lock puts them in a row.
public final class LedgerSchema {
    /// `godwit` as four bytes of ASCII and a number: the keys of our advisory locks.
    static final int ADVISORY_CLASS = 0x676f6477;

    private static final int UPGRADE = 1;

    /// What leads to version N is in `version-N.sql`. A version that was released is never changed.
    private static final int VERSION = 3;

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
            if (version > VERSION) {
                throw Problem.user(
                        "LEDGER_TOO_NEW",
                        "The ledger in schema godwit has version " + version + ", this executor knows up to " + VERSION
                                + ": run the newer executor");
            }
            for (int next = version + 1; next <= VERSION; next++) {
                statement.execute(script(next));
                statement.execute("INSERT INTO godwit.ledger_version (version) VALUES (" + next + ")");
            }
            connection.commit();
        } catch (SQLException | RuntimeException failure) {
            connection.rollback();
            throw failure;
        } finally {
            connection.setAutoCommit(true);
        }
    }

    private static String script(int version) {
        String name = "version-" + version + ".sql";
        try (InputStream script = LedgerSchema.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(script, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(name + " cannot be read", unreadable);
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
