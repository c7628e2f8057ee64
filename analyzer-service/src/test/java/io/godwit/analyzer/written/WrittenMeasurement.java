package io.godwit.analyzer.written;

import io.godwit.analyzer.FileChange;
import io.godwit.analyzer.model.ProjectFacts;
import io.godwit.model.catalog.Catalog;
import io.godwit.model.diff.CatalogDiff;
import io.godwit.model.plan.Action;
import io.godwit.model.plan.Reversibility;
import io.godwit.model.plan.Step;
import io.godwit.model.planning.Knowledge;
import io.godwit.model.statement.Statement.Unparsed;
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
import java.util.zip.GZIPInputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Measures what becomes of migrations people wrote: `WrittenMeasurement CASES.jsonl.gz FACTS.sql [ID...]`. Counts
/// statements by kind, runs the plan on a database with the case's `before_sql`, compares the catalog worked out on
/// paper with the real one, then rolls back and compares with the catalog at the start. Not a test: it needs a file
/// that is no part of the project.
final class WrittenMeasurement {
    private final Map<String, Integer> kinds = new TreeMap<>();
    private final Map<String, Integer> reasons = new TreeMap<>();
    private final Map<String, Integer> verdicts = new TreeMap<>();
    private final String factsSql;

    private WrittenMeasurement(String factsSql) {
        this.factsSql = factsSql;
    }

    public static void main(String[] arguments) throws IOException, SQLException {
        Set<String> ids = Set.copyOf(List.of(arguments).subList(2, arguments.length));
        new WrittenMeasurement(Files.readString(Path.of(arguments[1]))).run(Path.of(arguments[0]), ids);
    }

    private void run(Path cases, Set<String> ids) throws IOException, SQLException {
        JsonMapper json = JsonMapper.builder().build();
        try (TestDatabase database = TestStack.newCopy();
                BufferedReader lines = new BufferedReader(new InputStreamReader(
                        new GZIPInputStream(Files.newInputStream(cases)), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                JsonNode one = json.readTree(line);
                if (ids.isEmpty() || ids.contains(one.get("id").asString())) {
                    measure(one, database);
                }
            }
        }
        int all = kinds.values().stream().mapToInt(Integer::intValue).sum();
        int unparsed = kinds.getOrDefault("Unparsed", 0);
        System.out.printf("statements %d, understood %.2f%%%n", all, 100.0 * (all - unparsed) / all);
        System.out.println(kinds);
        reasons.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .limit(40)
                .forEach(System.out::println);
        System.out.println(verdicts);
    }

    private void measure(JsonNode one, TestDatabase database) throws SQLException {
        String id = one.get("id").asString();
        List<FileChange> files = new ArrayList<>();
        for (String part : one.get("migration_sql").asString().split("(?m)^-- file: ")) {
            if (!part.isBlank()) {
                int end = part.indexOf('\n');
                files.add(new FileChange(
                        part.substring(0, end).strip(), Optional.empty(), Optional.of(part.substring(end))));
            }
        }
        WrittenMigrations migrations = WrittenMigrations.in(files, ProjectFacts.none());
        for (Script script : migrations.ups()) {
            for (WrittenStatement statement : script.statements()) {
                kinds.merge(statement.statement().getClass().getSimpleName(), 1, Integer::sum);
                if (statement.statement() instanceof Unparsed(String reason)) {
                    reasons.merge(reason, 1, Integer::sum);
                    System.out.println("UNPARSED " + id + " " + reason + ": " + Summary.of(statement.parsed()));
                }
            }
        }
        try (Connection connection = database.connect()) {
            reset(connection);
            execute(connection, loadable(one.get("before_sql").asString()));
            Catalog live = CatalogReader.read(connection);
            Set<String> factsBefore = facts(connection);
            WrittenPlan.Result result =
                    WrittenPlan.of(migrations, live, Knowledge.OF_DATABASE, StatementTrial.onPaper());
            for (Step step : result.plan().steps()) {
                try {
                    apply(connection, step.action());
                } catch (SQLException problem) {
                    report("refused", id, step.title() + ": " + problem.getMessage());
                    return;
                }
                if (step.probe().isPresent() && !answer(connection, step.probe().get())) {
                    report(
                            "probe says no",
                            id,
                            step.title() + ": " + step.probe().get());
                }
            }
            Catalog real = CatalogReader.read(connection);
            List<?> off = CatalogDiff.between(result.after(), real);
            report(
                    off.isEmpty() ? "paper right" : "paper wrong",
                    id,
                    off.stream().limit(4).toList().toString());
            rollback(id, connection, result, factsBefore);
        }
    }

    private void rollback(String id, Connection connection, WrittenPlan.Result result, Set<String> before)
            throws SQLException {
        boolean possible = true;
        for (Step step : result.plan().steps().reversed()) {
            possible &= step.rollback().reversibility() != Reversibility.IMPOSSIBLE;
            for (String statement : step.rollback().statements()) {
                try {
                    execute(connection, statement);
                } catch (SQLException problem) {
                    report("rollback refused", id, step.title() + " / " + statement + ": " + problem.getMessage());
                    return;
                }
            }
        }
        Set<String> after = facts(connection);
        Set<String> off = new TreeSet<>(after);
        off.removeAll(before);
        Set<String> lost = new TreeSet<>(before);
        lost.removeAll(after);
        report(
                (after.equals(before) ? "rolled back" : "not rolled back") + (possible ? "" : " (said impossible)"),
                id,
                (possible ? "more " + off + " less " + lost : ""));
    }

    private void report(String verdict, String id, String what) {
        verdicts.merge(verdict, 1, Integer::sum);
        if (!verdict.equals("paper right") && !verdict.startsWith("rolled back")) {
            System.out.println(verdict + ": " + id + " " + what);
        }
    }

    private static void apply(Connection connection, Action action) throws SQLException {
        for (String statement : action.statements()) {
            execute(connection, loadable(statement));
        }
    }

    private static String loadable(String sql) {
        return sql.replaceAll("(?i)CREATE EXTENSION IF NOT EXISTS \"?vector\"?[^;]*;?", "");
    }

    private static void reset(Connection connection) throws SQLException {
        execute(connection, """
                DO $$ DECLARE s name; BEGIN
                  FOR s IN SELECT nspname FROM pg_namespace
                    WHERE nspname NOT LIKE 'pg_%' AND nspname <> 'information_schema'
                  LOOP EXECUTE format('DROP SCHEMA %I CASCADE', s); END LOOP; END $$;
                CREATE SCHEMA public; CREATE EXTENSION citext; CREATE EXTENSION pgcrypto; CREATE EXTENSION pg_trgm;
                CREATE EXTENSION "uuid-ossp";
                    CREATE TYPE vector;
                    CREATE FUNCTION vector_in(cstring, oid, integer) RETURNS vector LANGUAGE internal AS 'varcharin';
                    CREATE FUNCTION vector_out(vector) RETURNS cstring LANGUAGE internal AS 'varcharout';
                    CREATE TYPE vector (INPUT = vector_in, OUTPUT = vector_out, TYPMOD_IN = varchartypmodin,
                      TYPMOD_OUT = varchartypmodout, INTERNALLENGTH = VARIABLE)""");
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
