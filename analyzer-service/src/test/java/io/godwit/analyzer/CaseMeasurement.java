package io.godwit.analyzer;

import io.godwit.model.plan.Action;
import io.godwit.model.plan.Plan;
import io.godwit.model.plan.Step;
import io.godwit.postgres.catalog.CatalogReader;
import io.godwit.stack.test.TestDatabase;
import io.godwit.stack.test.TestStack;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Measures the analyzer on real changes: `CaseMeasurement CASES.jsonl.gz FACTS.sql [--rows N] [--plans] [ID...]`. Each
/// case's `before_sql` is loaded, the plan's steps run in order, and the facts (FACTS.sql lists them) compared with
/// those of `after_sql`. `--rows N` puts up to N rows into every table first. Prints the cases that differ with the
/// difference, and the share that does not. Not a test: it needs a file that is no part of the project.
final class CaseMeasurement {
    private final String factsSql;
    private final int rows;
    private final boolean printsPlans;
    private final Map<String, Integer> tally = new TreeMap<>();

    private CaseMeasurement(String factsSql, int rows, boolean printsPlans) {
        this.factsSql = factsSql;
        this.rows = rows;
        this.printsPlans = printsPlans;
    }

    public static void main(String[] arguments) throws IOException, SQLException {
        List<String> given = new ArrayList<>(List.of(arguments));
        boolean plans = given.remove("--plans");
        int rows = 0;
        if (given.contains("--rows")) {
            int at = given.indexOf("--rows");
            rows = Integer.parseInt(given.remove(at + 1));
            given.remove(at);
        }
        Set<String> ids = Set.copyOf(given.subList(2, given.size()));
        new CaseMeasurement(Files.readString(Path.of(given.get(1))), rows, plans).run(Path.of(given.get(0)), ids);
    }

    private void run(Path cases, Set<String> ids) throws IOException, SQLException {
        JsonMapper json = JsonMapper.builder().build();
        long started = System.nanoTime();
        try (TestDatabase before = TestStack.newCopy();
                TestDatabase after = TestStack.newCopy();
                BufferedReader lines = new BufferedReader(new InputStreamReader(
                        new GZIPInputStream(Files.newInputStream(cases)), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                JsonNode one = json.readTree(line);
                if (ids.isEmpty() || ids.contains(one.get("id").asString())) {
                    measure(one, before, after);
                }
            }
        }
        int all = tally.values().stream().mapToInt(Integer::intValue).sum();
        System.out.printf("%s of %d in %d s%n", tally, all, (System.nanoTime() - started) / 1_000_000_000);
    }

    private void measure(JsonNode one, TestDatabase beforeDatabase, TestDatabase afterDatabase) throws SQLException {
        String id = one.get("id").asString();
        String beforeSql = loadable(one.get("before_sql").asString());
        String afterSql = loadable(one.get("after_sql").asString());
        try (Connection before = beforeDatabase.connect();
                Connection after = afterDatabase.connect()) {
            reset(before, beforeSql + afterSql);
            reset(after, beforeSql + afterSql);
            execute(before, beforeSql);
            execute(after, afterSql);
            if (rows > 0) {
                RowFilling.fill(before, CatalogReader.read(before), rows);
            }
            Outcome outcome = Analysis.ofEveryLanguage(io.godwit.analyzer.model.ProjectFacts.none())
                    .of(files(one), CatalogReader.read(before), new DatabaseRows(before));
            judge(id, outcome, before, after);
        }
    }

    private void judge(String id, Outcome outcome, Connection before, Connection after) throws SQLException {
        List<String> questions = switch (outcome) {
            case Outcome.Proposed proposed ->
                proposed.questions().stream()
                        .map(asked -> asked.question().id())
                        .toList();
            case Outcome.Undecided undecided -> List.of(undecided.reason());
            case Outcome.Unchanged _ -> List.of();
        };
        if (outcome instanceof Outcome.Proposed proposed) {
            Optional<String> failure = apply(proposed.plan(), before);
            if (failure.isPresent()) {
                report("failed to apply", id, failure.get() + " " + questions);
                return;
            }
        }
        Set<String> got = facts(before);
        Set<String> wanted = facts(after);
        if (got.equals(wanted)) {
            report("equal", id, "");
            return;
        }
        String difference = Stream.concat(
                        got.stream().filter(fact -> !wanted.contains(fact)).map(fact -> "\n    got    " + fact),
                        wanted.stream().filter(fact -> !got.contains(fact)).map(fact -> "\n    wanted " + fact))
                .limit(12)
                .collect(Collectors.joining());
        report(questions.isEmpty() ? "different" : "different, with questions", id, questions + difference);
        if (outcome.notes().size() < 6) {
            System.out.println("    notes " + outcome.notes());
        }
    }

    private Optional<String> apply(Plan plan, Connection connection) throws SQLException {
        for (Step step : plan.steps()) {
            List<String> statements = switch (step.action()) {
                case Action.RunSql run -> run.statements();
                case Action.BuildIndexConcurrently build -> List.of(build.statement());
                case Action.Backfill fill ->
                    List.of("UPDATE " + fill.table().sql() + " SET " + fill.assignments() + " WHERE "
                            + fill.condition());
            };
            for (String statement : statements) {
                if (printsPlans) {
                    System.out.println("  " + step.phase() + " " + statement);
                }
                try {
                    execute(connection, loadable(statement));
                } catch (SQLException problem) {
                    return Optional.of(problem.getMessage() + " in " + statement);
                }
            }
            Optional<String> probe = step.probe();
            if (probe.isPresent() && !standsIn(step) && !answer(connection, probe.get())) {
                return Optional.of("the probe of " + step.id() + " says no: " + probe.get());
            }
        }
        return Optional.empty();
    }

    private static boolean standsIn(Step step) {
        return step.title().contains("vector");
    }

    private void report(String verdict, String id, String what) {
        tally.merge(verdict, 1, Integer::sum);
        if (!verdict.equals("equal")) {
            System.out.println(verdict + ": " + id + " " + what);
        }
    }

    private static List<FileChange> files(JsonNode one) {
        Set<String> paths = new TreeSet<>(one.get("before").propertyNames());
        paths.addAll(one.get("after").propertyNames());
        return paths.stream()
                .map(path -> new FileChange(path, text(one.get("before"), path), text(one.get("after"), path)))
                .toList();
    }

    private static Optional<String> text(JsonNode side, String path) {
        return Optional.ofNullable(side.get(path)).map(JsonNode::asString);
    }

    /// The extension `vector` is not in the embedded PostgreSQL; a type of its name stands in.
    private static String loadable(String sql) {
        return sql.replaceAll("CREATE EXTENSION IF NOT EXISTS \"vector\"[^;]*;?", "");
    }

    private static void reset(Connection connection, String sql) throws SQLException {
        execute(connection, """
                DO $$ DECLARE s name; BEGIN
                  FOR s IN SELECT nspname FROM pg_namespace
                    WHERE nspname NOT LIKE 'pg_%' AND nspname <> 'information_schema'
                  LOOP EXECUTE format('DROP SCHEMA %I CASCADE', s); END LOOP; END $$;
                CREATE SCHEMA public""");
        for (String extension : List.of("citext", "pgcrypto", "pg_trgm")) {
            if (sql.toLowerCase(java.util.Locale.ROOT).contains(extension)) {
                execute(connection, "CREATE EXTENSION IF NOT EXISTS " + extension);
            }
        }
        if (sql.contains("vector(")) {
            execute(connection, """
                    CREATE TYPE vector;
                    CREATE FUNCTION vector_in(cstring, oid, integer) RETURNS vector LANGUAGE internal AS 'varcharin';
                    CREATE FUNCTION vector_out(vector) RETURNS cstring LANGUAGE internal AS 'varcharout';
                    CREATE TYPE vector (INPUT = vector_in, OUTPUT = vector_out, TYPMOD_IN = varchartypmodin,
                      TYPMOD_OUT = varchartypmodout, INTERNALLENGTH = VARIABLE)""");
        }
    }

    private Set<String> facts(Connection connection) throws SQLException {
        Set<String> facts = new TreeSet<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(factsSql)) {
            while (result.next()) {
                facts.add(String.valueOf(result.getString(1)));
            }
        }
        return facts;
    }

    private static boolean answer(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            return result.next() && result.getBoolean(1);
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql.isBlank() ? "SELECT 1" : sql);
        }
    }
}
