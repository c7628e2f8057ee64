package io.godwit.cli.check;

import io.godwit.model.DatabaseName;
import io.godwit.model.Problem;
import io.godwit.model.catalog.Catalog;
import io.godwit.model.catalog.ObjectName;
import io.godwit.postgres.DatabaseAddress;
import io.godwit.postgres.catalog.CatalogReader;
import io.godwit.postgres.statistics.DatabaseStatistics;
import io.godwit.postgres.statistics.StatisticsReader;
import io.godwit.postgres.usage.QueryStatistics;
import io.godwit.postgres.usage.UsedQuery;
import io.godwit.validator.facts.CatalogQuestions;
import io.godwit.validator.facts.DatabaseFacts;
import io.godwit.validator.facts.FactsReader;
import io.godwit.validator.facts.LiveQuestions;
import io.godwit.validator.prediction.Setting;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What could be reached of what was asked for. What could not is noted, and the rest is checked all the same.
final class Reached implements AutoCloseable {
    private static final int NEWEST = 18;
    private static final DatabaseName LIVE = new DatabaseName("database");

    private final Setting setting;
    private final Optional<Connection> live;
    private final Optional<Connection> copy;
    private final boolean missing;
    private final String name;
    private final List<String> notes;
    private final ScriptOptions options;
    private Optional<SchemaCopy> scratch = Optional.empty();

    private Reached(
            ScriptOptions options,
            Setting setting,
            Optional<Connection> live,
            Optional<Connection> copy,
            boolean missing,
            String name,
            List<String> notes) {
        this.options = options;
        this.setting = setting;
        this.live = live;
        this.copy = copy;
        this.missing = missing;
        this.name = name;
        this.notes = notes;
    }

    static Reached of(ScriptOptions options, List<String> notes) {
        Optional<Connection> live = options.database().flatMap(address -> connect(address, "--database", true, notes));
        Optional<Connection> copy = options.copy().flatMap(address -> connect(address, "--copy", false, notes));
        boolean missing = options.database().isPresent() && live.isEmpty()
                || options.copy().isPresent() && copy.isEmpty();
        DatabaseFacts facts = DatabaseFacts.unknown();
        CatalogQuestions questions = CatalogQuestions.none();
        int version = NEWEST;
        String name = "";
        Optional<Connection> source = live.or(() -> copy);
        if (source.isPresent()) {
            try {
                facts = FactsReader.read(source.get());
                questions = new LiveQuestions(source.get());
                version = source.get().getMetaData().getDatabaseMajorVersion();
                name = source.get().getCatalog();
            } catch (SQLException problem) {
                missing = true;
                notes.add("the catalog cannot be read (" + problem.getMessage()
                        + "): what needs no database was checked. "
                        + remedy(problem, "Grant the role CONNECT and USAGE."));
            }
        } else if (options.database().isEmpty() && options.copy().isEmpty()) {
            notes.add("no --database and no --copy: every table is taken to exist, to be large and to be in use");
        }
        Setting setting = new Setting(facts, questions, options.version().orElse(version), true);
        return new Reached(options, setting, live, copy, missing, name, notes);
    }

    /// The problem is told in the words of a service's settings; here the address is that of an option.
    private static String ofOption(Exception problem, String option) {
        return String.valueOf(problem.getMessage())
                .replace("database 'database' at ", "the database ")
                .replaceAll(
                        "check database\\.database\\.user and database\\.database\\.password",
                        "check user and password in " + option)
                .replace("database.database.url", "the URL of " + option)
                .replaceFirst("\\.$", "");
    }

    private static Optional<Connection> connect(
            DatabaseAddress address, String option, boolean readOnly, List<String> notes) {
        try {
            Connection connection = address.connect(LIVE, "godwit-check");
            try (Statement statement = connection.createStatement()) {
                statement.execute("set lock_timeout = '2s'; set statement_timeout = '30s'"
                        + (readOnly ? "; set default_transaction_read_only = on" : ""));
            }
            return Optional.of(connection);
        } catch (Problem | SQLException problem) {
            notes.add(option + ": " + ofOption(problem, option) + ". What needs no connection was checked.");
            return Optional.empty();
        }
    }

    /// Those of the live database and of the source code, with the copy of the schema to plan them on: the one
    /// that was named, or one made of the live database's definitions on a server of the command's own.
    QueriesInUse queriesInUse(List<UsedQuery> ofCode) {
        List<UsedQuery> queries = new ArrayList<>(ofCode);
        if (live.isPresent()) {
            try {
                QueryStatistics statistics = QueryStatistics.read(live.get());
                queries.addAll(statistics.queries());
                statistics.missing().ifPresent(why -> notes.add("not all queries in use are known: " + why));
            } catch (SQLException problem) {
                notes.add("queries in use were not checked: " + problem.getMessage());
            }
        }
        return new QueriesInUse(queries, this::schemaCopy);
    }

    private Optional<DatabaseAddress> schemaCopy(List<String> why) {
        if (copy.isPresent()) {
            return options.copy();
        }
        if (options.database().isEmpty() || live.isEmpty()) {
            return Optional.empty();
        }
        try {
            if (scratch.isEmpty()) {
                scratch = Optional.of(SchemaCopy.of(options.database().get()));
            }
            return scratch.map(SchemaCopy::address);
        } catch (Problem problem) {
            why.add("queries in use were not checked: the schema cannot be copied (" + problem.getMessage()
                    + "). Name a copy with --copy.");
            return Optional.empty();
        }
    }

    Setting setting() {
        return setting;
    }

    Optional<Connection> copy() {
        return copy;
    }

    boolean missing() {
        return missing;
    }

    String name() {
        return name;
    }

    Catalog catalog() {
        try {
            return live.isPresent() ? CatalogReader.read(live.get()) : Catalog.empty();
        } catch (SQLException problem) {
            notes.add("the catalog cannot be read: " + problem.getMessage());
            return Catalog.empty();
        }
    }

    DatabaseStatistics statistics(Set<ObjectName> tables) {
        try {
            if (live.isPresent()) {
                return StatisticsReader.read(live.get(), tables);
            }
        } catch (SQLException problem) {
            notes.add("sizes and traffic cannot be read (" + problem.getMessage()
                    + "): tables are taken for large. "
                    + remedy(
                            problem,
                            "Grant the role pg_read_all_stats, and SELECT on the tables (or pg_read_all_data)."));
        }
        return new DatabaseStatistics(setting.version(), Map.of(), Map.of(), 0, Duration.ZERO);
    }

    @Override
    public void close() {
        scratch.ifPresent(SchemaCopy::close);
        live.ifPresent(Reached::close);
        copy.ifPresent(Reached::close);
    }

    private static void close(Connection connection) {
        try {
            connection.close();
        } catch (SQLException gone) {
            // It is gone, which is what was wanted.
            return;
        }
    }

    /// @param otherwise what to do where it is not a matter of time
    /// @return a sentence
    private static String remedy(SQLException problem, String otherwise) {
        return "57014".equals(problem.getSQLState()) || "55P03".equals(problem.getSQLState())
                ? "Somebody holds a strong lock, or the server is slow: try again."
                : otherwise;
    }
}
