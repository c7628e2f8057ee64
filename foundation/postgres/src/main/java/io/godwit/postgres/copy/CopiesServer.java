package io.godwit.postgres.copy;

import io.godwit.model.DatabaseName;
import io.godwit.model.SqlName;
import io.godwit.postgres.DatabaseAddress;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/// The PostgreSQL server that holds Godwit's copies: a template for each production database, and clones
/// of it while they are in use. One process opens it once; its errors are [io.godwit.model.Problem]s that
/// name the server.
public final class CopiesServer implements AutoCloseable {
    private static final String CLONE_PREFIX = "godwit_clone_";
    private static final String APPLICATION = "godwit-copies";

    private final DatabaseAddress address;
    private final Connection connection;
    /// Held as an advisory lock while this process lives: a clone whose owner's lock is free is an
    /// orphan.
    private final long owner;

    private int clones;

    private CopiesServer(DatabaseAddress address, Connection connection, long owner) {
        this.address = address;
        this.connection = connection;
        this.owner = owner;
    }

    /// Opens the server and removes the clones that processes left behind which are no more.
    ///
    /// @param address a database of the server, usually `postgres`; its role may create databases
    public static CopiesServer open(DatabaseAddress address) {
        return CopiesProblem.naming(address, () -> {
            Connection connection = address.connect(APPLICATION);
            long owner = new SecureRandom().nextLong();
            CopiesServer server = new CopiesServer(address, connection, owner);
            try {
                server.lock(owner);
                server.removeOrphans();
                return server;
            } catch (SQLException problem) {
                connection.close();
                throw problem;
            }
        });
    }

    /// Whether the connection to the server still works.
    public boolean usable() {
        try {
            return connection.isValid(2);
        } catch (SQLException _) {
            return false;
        }
    }

    /// PostgreSQL's major version there.
    public int majorVersion() {
        return CopiesProblem.naming(address, () -> connection.getMetaData().getDatabaseMajorVersion());
    }

    /// A copy of the production database that is recent enough and has the same definitions; made now if
    /// there is none. Another process that wants the same waits until it is made.
    ///
    /// @param progress told in plain words what goes on
    /// @throws io.godwit.model.Problem if the database is bigger than the limit or either server cannot
    /// be used
    public synchronized Template template(
            DatabaseName source, DatabaseAddress production, CopyLimits limits, Consumer<String> progress) {
        return CopiesProblem.naming(address, () -> {
            String name = templateName(source);
            long key = name.hashCode();
            lock(key);
            try (Production snapshot = Production.open(source, production)) {
                SourceSchema schema = snapshot.schema();
                Optional<CopyLabel> label = label(name);
                Instant oldest = Instant.now().minus(limits.maxAge());
                if (label.isPresent()
                        && label.get().definitions().equals(schema.hash().hexadecimal())
                        && label.get().madeAt().isAfter(oldest)) {
                    return new Template(name, source.value(), label.get().madeAt(), Optional.empty());
                }
                if (schema.bytes() > limits.maxBytes()) {
                    throw CopiesProblem.tooLarge(source, schema.bytes(), limits.maxBytes());
                }
                progress.accept("copies " + schema.tables().size() + " tables ("
                        + CopiesProblem.megabytes(schema.bytes()) + ") of " + source);
                return build(name, source, production, snapshot);
            } finally {
                unlock(key);
            }
        });
    }

    private Template build(String name, DatabaseName source, DatabaseAddress production, Production snapshot)
            throws SQLException {
        try {
            return new TemplateBuild(connection, address, name).build(source, snapshot);
        } catch (SQLException problem) {
            if (snapshot.isOpen()) {
                throw problem;
            }
            throw Production.unreadable(source, production, problem);
        }
    }

    /// A clone of the template. Nobody else knows it; drop it with [#drop].
    ///
    /// @param part what it is for: a lower-case word
    public synchronized DatabaseClone clone(Template template, String part) {
        return CopiesProblem.naming(address, () -> {
            clones++;
            String name = CLONE_PREFIX + HexFormat.of().toHexDigits(owner) + "_" + clones + "_" + part;
            execute("CREATE DATABASE " + name + " TEMPLATE " + template.database()
                    + TemplateBuild.strategy(connection));
            CopyLabel label = new CopyLabel(template.source(), "0", Instant.now(), owner);
            execute("COMMENT ON DATABASE " + name + " IS " + SqlName.literal(label.text()));
            DatabaseSettings.apply(connection, name, DatabaseSettings.of(connection, template.database()));
            return new DatabaseClone(name, TemplateBuild.inDatabase(address, name));
        });
    }

    /// A database with production's definitions and without its rows. Nobody else knows it; drop it with
    /// [#drop]. What cannot be defined on this server is missing in it.
    ///
    /// @throws io.godwit.model.Problem if either server cannot be used
    public synchronized DatabaseClone withoutRows(DatabaseName source, DatabaseAddress production) {
        return CopiesProblem.naming(address, () -> {
            clones++;
            String name = CLONE_PREFIX + HexFormat.of().toHexDigits(owner) + "_" + clones + "_schema";
            try (Production snapshot = Production.open(source, production)) {
                new TemplateBuild(connection, address, name).empty(snapshot);
                DatabaseAddress made = TemplateBuild.inDatabase(address, name);
                try (Connection target = made.connect(APPLICATION)) {
                    new DatabaseCopy(snapshot.schema()).define(target);
                }
                return new DatabaseClone(name, made);
            }
        });
    }

    /// Drops a clone, whoever is connected to it.
    public synchronized void drop(DatabaseClone clone) {
        CopiesProblem.naming(address, () -> {
            execute("DROP DATABASE IF EXISTS " + clone.database() + " WITH (FORCE)");
            return clone;
        });
    }

    /// Drops the template of a production database that is no longer wanted.
    public synchronized void forget(DatabaseName source) {
        CopiesProblem.naming(address, () -> {
            execute("DROP DATABASE IF EXISTS " + templateName(source) + " WITH (FORCE)");
            return source;
        });
    }

    /// The clones on the server, whoever made them.
    public synchronized List<String> cloneNames() {
        return CopiesProblem.naming(address, () -> new ArrayList<>(labels().keySet()));
    }

    private void removeOrphans() throws SQLException {
        for (Map.Entry<String, Optional<CopyLabel>> clone : labels().entrySet()) {
            long maker = clone.getValue().map(CopyLabel::owner).orElse(0L);
            if (maker == 0 || tryLock(maker)) {
                execute("DROP DATABASE IF EXISTS " + SqlName.quoted(clone.getKey()) + " WITH (FORCE)");
                if (maker != 0) {
                    unlock(maker);
                }
            }
        }
    }

    /// A clone that is being made has no comment yet, but the time between is short and its maker is
    /// known by its name.
    private Map<String, Optional<CopyLabel>> labels() throws SQLException {
        String query = "SELECT datname, coalesce(shobj_description(oid, 'pg_database'), '') FROM pg_database"
                + " WHERE datname LIKE 'godwit\\_clone\\_%'";
        Map<String, Optional<CopyLabel>> labels = new TreeMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(query)) {
            while (found.next()) {
                String name = found.getString(1);
                labels.put(name, CopyLabel.parse(found.getString(2)).or(() -> ofName(name)));
            }
        }
        return labels;
    }

    private static Optional<CopyLabel> ofName(String clone) {
        String rest = clone.substring(CLONE_PREFIX.length());
        return rest.matches("[0-9a-f]{16}_.*")
                ? Optional.of(new CopyLabel("?", "0", Instant.EPOCH, HexFormat.fromHexDigitsToLong(rest, 0, 16)))
                : Optional.empty();
    }

    private Optional<CopyLabel> label(String database) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT coalesce(shobj_description(oid, 'pg_database'), '') FROM pg_database WHERE datname = ?")) {
            statement.setString(1, database);
            try (ResultSet found = statement.executeQuery()) {
                return found.next() ? CopyLabel.parse(found.getString(1)) : Optional.empty();
            }
        }
    }

    /// At most 63 characters, whatever the name.
    private static String templateName(DatabaseName source) {
        String readable = source.value().replaceAll("[^a-z0-9]", "_");
        return "godwit_copy_" + readable.substring(0, Math.min(30, readable.length())) + "_"
                + HexFormat.of().toHexDigits(source.value().hashCode());
    }

    private void lock(long key) throws SQLException {
        execute("SELECT pg_advisory_lock(" + key + ")");
    }

    private boolean tryLock(long key) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery("SELECT pg_try_advisory_lock(" + key + ")")) {
            found.next();
            return found.getBoolean(1);
        }
    }

    private void unlock(long key) throws SQLException {
        execute("SELECT pg_advisory_unlock(" + key + ")");
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() {
        CopiesProblem.naming(address, () -> {
            connection.close();
            return this;
        });
    }
}
