package io.godwit.cli.check;

import io.godwit.cli.Console;
import io.godwit.cli.ExitCode;
import io.godwit.model.DatabaseName;
import io.godwit.model.Problem;
import io.godwit.model.catalog.Catalog;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.finding.Severity;
import io.godwit.postgres.DatabaseAddress;
import io.godwit.postgres.catalog.CatalogReader;
import io.godwit.postgres.statistics.DatabaseStatistics;
import io.godwit.postgres.statistics.StatisticsReader;
import io.godwit.validator.facts.CatalogQuestions;
import io.godwit.validator.facts.DatabaseFacts;
import io.godwit.validator.facts.FactsReader;
import io.godwit.validator.facts.LiveQuestions;
import io.godwit.validator.policy.Policy;
import io.godwit.validator.policy.PolicyFile;
import io.godwit.validator.prediction.Setting;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// How files are checked.
///
/// @param files    in the order in which they run; `-` is standard input
/// @param version  of PostgreSQL; empty for the database's own, or 18
/// @param database read for facts; empty if there is none
/// @param copy     where statements are measured
/// @param alone    whether each statement runs outside a transaction
public record ScriptOptions(
        List<Path> files,
        Optional<Integer> version,
        Optional<DatabaseAddress> database,
        Optional<DatabaseAddress> copy,
        Optional<Path> policy,
        Severity failOn,
        CheckOutput output,
        boolean fix,
        boolean alone) {
    private static final int NEWEST = 18;
    private static final DatabaseName LIVE = new DatabaseName("database");

    /// @return one of [ExitCode]
    public int run(Console console) throws IOException {
        Map<String, String> scripts = scripts();
        List<String> notes = new ArrayList<>();
        Policy rules = policy.map(PolicyFile::read).orElse(Policy.none());
        try (Reached reached = Reached.of(this, notes)) {
            if (fix) {
                SafeStatements safe = new SafeStatements(reached.catalog(), reached.setting());
                scripts.values().forEach(script -> console.data(safe.of(script)));
                return ExitCode.OK;
            }
            List<ReportedFinding> findings = new ScriptCheck(
                            reached.setting(), reached::statistics, reached.copy(), rules, reached.name(), alone)
                    .check(scripts, notes);
            console.data(output.of(new CheckReport(findings, scripts, notes)));
            if (reached.missing()) {
                return ExitCode.ENVIRONMENT;
            }
            return findings.stream().anyMatch(each -> each.counts(failOn)) ? ExitCode.FINDINGS : ExitCode.OK;
        }
    }

    private Map<String, String> scripts() throws IOException {
        Map<String, String> scripts = new LinkedHashMap<>();
        for (Path file : files) {
            boolean standardInput = file.toString().equals("-");
            if (!standardInput && !Files.isRegularFile(file)) {
                throw Problem.user("NO_SUCH_FILE", file + ": there is no such file.");
            }
            byte[] bytes = standardInput ? System.in.readAllBytes() : Files.readAllBytes(file);
            try {
                scripts.put(
                        file.toString(),
                        StandardCharsets.UTF_8
                                .newDecoder()
                                .decode(ByteBuffer.wrap(bytes))
                                .toString()
                                .replaceFirst("^\uFEFF", ""));
            } catch (CharacterCodingException problem) {
                throw Problem.user("NOT_TEXT", file + " is not UTF-8 text.", problem);
            }
        }
        return scripts;
    }

    /// What could be reached of what was asked for. What could not is noted, and the rest is checked all the same.
    private static final class Reached implements AutoCloseable {
        private final Setting setting;
        private final Optional<Connection> live;
        private final Optional<Connection> copy;
        private final boolean missing;
        private final String name;
        private final List<String> notes;

        private Reached(
                Setting setting,
                Optional<Connection> live,
                Optional<Connection> copy,
                boolean missing,
                String name,
                List<String> notes) {
            this.setting = setting;
            this.live = live;
            this.copy = copy;
            this.missing = missing;
            this.name = name;
            this.notes = notes;
        }

        static Reached of(ScriptOptions options, List<String> notes) {
            Optional<Connection> live =
                    options.database().flatMap(address -> connect(address, "--database", true, notes));
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
                            + "): what needs no database was checked. Grant the role CONNECT and USAGE.");
                }
            } else if (options.database().isEmpty() && options.copy().isEmpty()) {
                notes.add("no --database and no --copy: every table is taken to exist, to be large and to be in use");
            }
            Setting setting = new Setting(facts, questions, options.version().orElse(version), true);
            return new Reached(setting, live, copy, missing, name, notes);
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
                notes.add(option + ": " + problem.getMessage() + " What needs no connection was checked.");
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
                        + "): tables are taken for large. Grant the role pg_read_all_stats.");
            }
            return new DatabaseStatistics(setting.version(), Map.of(), Map.of(), 0, Duration.ZERO);
        }

        @Override
        public void close() {
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
    }
}
