package io.godwit.acceptance.survival;

import io.godwit.model.catalog.Catalog;
import io.godwit.model.plan.Plan;
import io.godwit.postgres.catalog.CatalogReader;
import io.godwit.stack.kafka.KafkaBroker;
import io.godwit.stack.process.Ports;
import io.godwit.stack.test.TestStack;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A server, a broker and an executor for many migrations, one after the other in the same database.
final class Proving implements AutoCloseable {
    static final String DATABASE = "shop";

    private final Path folder;
    private final CrashableServer server;
    private final int brokerPort = Ports.free();
    private Optional<KafkaBroker> broker;
    private ExecutorProcess executor;
    private final Map<String, Prepared> prepared = new HashMap<>();

    /// A case with its template database and its plan.
    record Prepared(SurvivalCase change, String template, Plan plan, Catalog before, Catalog after) {}

    private Proving(Path folder, Set<Disturbance> disturbances) {
        this.folder = folder;
        this.server = CrashableServer.start(folder.resolve("postgres"));
        this.broker = disturbances.contains(Disturbance.RESTART_BROKER) ? Optional.of(startBroker()) : Optional.empty();
        this.executor = startExecutor("executor");
    }

    /// @param disturbances to come; a broker that is not to be restarted is the one of the other tests
    static Proving start(Path folder, Set<Disturbance> disturbances) {
        return new Proving(folder, disturbances);
    }

    CrashableServer server() {
        return server;
    }

    private KafkaBroker startBroker() {
        return KafkaBroker.start(folder.resolve("kafka"), brokerPort);
    }

    ExecutorProcess startExecutor(String instance) {
        return ExecutorProcess.start(
                folder,
                instance,
                Map.ofEntries(
                        Map.entry(
                                "kafka.bootstrap.servers",
                                broker.map(KafkaBroker::bootstrapServers).orElseGet(TestStack::kafka)),
                        Map.entry("schema.registry.url", TestStack.registryUrl()),
                        Map.entry("health.port", "0"),
                        Map.entry("databases", DATABASE),
                        Map.entry(
                                "database." + DATABASE + ".url",
                                server.address().jdbcUrl(DATABASE)),
                        Map.entry("database." + DATABASE + ".user", CrashableServer.OWNER),
                        Map.entry("database." + DATABASE + ".password", CrashableServer.PASSWORD),
                        Map.entry("executor.autonomy", "guarded"),
                        Map.entry("executor.quiet", "1s"),
                        Map.entry("executor.quiet.unseen", "pass"),
                        Map.entry("log.format", "text")));
    }

    /// @throws IllegalStateException if the executor has ended by itself
    void checkExecutor() {
        if (!executor.isAlive()) {
            throw new IllegalStateException("the executor has ended; its log is in " + folder);
        }
    }

    /// The one that was started last by the disturbances, or the first.
    ExecutorProcess executor() {
        return executor;
    }

    /// Lets one thing happen, and whatever was stopped by it come back.
    void befall(Disturbance disturbance) {
        switch (disturbance) {
            case KILL_EXECUTOR -> {
                executor.kill();
                executor = startExecutor("executor");
            }
            case END_SESSIONS ->
                server.ask(
                        DATABASE,
                        "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE usename = '"
                                + CrashableServer.OWNER + "'");
            case CRASH_DATABASE -> server.crash();
            case RESTART_BROKER -> {
                broker.ifPresent(KafkaBroker::close);
                broker = Optional.of(startBroker());
            }
        }
    }

    /// A fresh database with the case's tables.
    Prepared fresh(SurvivalCase change) throws SQLException {
        Prepared known = prepared.get(change.name());
        if (known == null) {
            known = prepare(server, change);
            prepared.put(change.name(), known);
        }
        server.execute("postgres", "DROP DATABASE IF EXISTS " + DATABASE + " WITH (FORCE)");
        server.execute(
                "postgres",
                "CREATE DATABASE " + DATABASE + " OWNER " + CrashableServer.OWNER + " TEMPLATE " + known.template());
        return known;
    }

    static Prepared prepare(CrashableServer server, SurvivalCase change) throws SQLException {
        String template = "before_" + change.name().replace('-', '_');
        Catalog after = catalogOf(server, "after_" + change.name().replace('-', '_'), change.after());
        Catalog before = catalogOf(server, template, change.before());
        try (Connection connection = server.connect(template)) {
            return new Prepared(change, template, Planning.of(change, connection, after), before, after);
        }
    }

    private static Catalog catalogOf(CrashableServer server, String database, String script) throws SQLException {
        server.execute("postgres", "CREATE DATABASE " + database + " OWNER " + CrashableServer.OWNER);
        server.execute(database, "ALTER SCHEMA public OWNER TO " + CrashableServer.OWNER);
        server.execute(
                database,
                "SET SESSION AUTHORIZATION " + CrashableServer.OWNER + "; SET search_path = public; "
                        + "ALTER DEFAULT PRIVILEGES GRANT ALL ON TABLES TO " + CrashableServer.CLIENT + "; " + script
                        + "; GRANT USAGE ON SCHEMA public, twin TO " + CrashableServer.CLIENT);
        return catalog(server, database);
    }

    /// As it is now.
    Catalog catalog() throws SQLException {
        return catalog(server, DATABASE);
    }

    private static Catalog catalog(CrashableServer server, String database) throws SQLException {
        try (Connection connection = server.connect(database)) {
            return CatalogReader.read(connection);
        }
    }

    @Override
    public void close() {
        executor.close();
        broker.ifPresent(KafkaBroker::close);
        server.close();
    }
}
