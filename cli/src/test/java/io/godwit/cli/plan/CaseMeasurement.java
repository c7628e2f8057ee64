package io.godwit.cli.plan;

import io.godwit.analyzer.model.ProjectFacts;
import io.godwit.cli.scratch.ScratchDatabase;
import io.godwit.cli.scratch.ScratchServer;
import io.godwit.model.ContentHash;
import io.godwit.model.statement.ParsedStatement;
import io.godwit.postgres.catalog.CatalogReader;
import io.godwit.postgres.statement.StatementParser;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Measures `godwit plan --cases` on files of cases that also carry `after_sql`: does `before_sql` and the migration
/// lead to the same facts as `after_sql`, and is the data still there? Prints the cases that do not, and the shares.
/// Where a case ends otherwise but asked, [RestOfMigration] says whether it is the rest. Not a test: it needs files
/// that are no part of the project.
///
///     java -cp … io.godwit.cli.plan.CaseMeasurement CASES.jsonl[.gz] catalog-facts.sql [options]
/// [ID-PART …]
///       --rows N   puts N rows into every table before the migration runs (the planner does not see them)
///       --seen     the planner sees the rows too
///       --reversed from the later revision to the earlier one
///       --safe     in the safe form instead of the plain one
///       --plans    prints each statement
///       --fact a=b states a fact for all cases
final class CaseMeasurement {
    private final String factsSql;
    private final int rows;
    private final boolean seen;
    private final boolean reversed;
    private final boolean printsPlans;
    private final CaseRun run;
    private final ScratchServer server = ScratchServer.start();
    private final Map<String, Integer> tally = new TreeMap<>();

    private CaseMeasurement(
            String factsSql, int rows, boolean seen, boolean reversed, boolean printsPlans, CaseRun run) {
        this.factsSql = factsSql;
        this.rows = rows;
        this.seen = seen;
        this.reversed = reversed;
        this.printsPlans = printsPlans;
        this.run = run;
    }

    public static void main(String[] arguments) throws IOException, SQLException {
        List<String> given = new ArrayList<>(List.of(arguments));
        boolean plans = given.remove("--plans");
        boolean seen = given.remove("--seen");
        boolean reversed = given.remove("--reversed");
        Form form = given.remove("--safe") ? Form.SAFE : Form.PLAIN;
        Map<String, String> facts = new TreeMap<>();
        while (given.contains("--fact")) {
            String[] fact = taken(given, "--fact").split("=", 2);
            facts.put(fact[0], fact[1]);
        }
        int rows = given.contains("--rows") ? Integer.parseInt(taken(given, "--rows")) : 0;
        CaseRun run = new CaseRun(form, new ProjectFacts(facts));
        CaseMeasurement measurement =
                new CaseMeasurement(Files.readString(Path.of(given.get(1))), rows, seen, reversed, plans, run);
        measurement.run(given.get(0), given.subList(2, given.size()));
        System.exit(0);
    }

    private static String taken(List<String> given, String option) {
        int at = given.indexOf(option);
        given.remove(at);
        return given.remove(at);
    }

    private void run(String cases, List<String> ids) throws IOException, SQLException {
        long started = System.nanoTime();
        try (BufferedReader lines = CaseLines.open(cases)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Map<?, ?> one = reversed ? reversed(object(line)) : object(line);
                String id = String.valueOf(one.get("id"));
                if (ids.isEmpty() || ids.stream().anyMatch(id::contains)) {
                    measure(id, one);
                }
            }
        } finally {
            server.close();
            run.close();
        }
        int all = tally.values().stream().mapToInt(Integer::intValue).sum();
        int equal = tally.getOrDefault("equal", 0);
        System.out.printf(
                "%s of %d, %.1f%% equal, in %d s%n",
                tally, all, 100.0 * equal / all, (System.nanoTime() - started) / 1_000_000_000);
    }

    private void measure(String id, Map<?, ?> one) throws IOException, SQLException {
        String beforeSql = String.valueOf(one.get("before_sql"));
        String afterSql = String.valueOf(one.get("after_sql"));
        Set<String> wanted = wanted(afterSql, beforeSql);
        try (ScratchDatabase before = server.newDatabase(beforeSql + mentioned(afterSql));
                Connection live = before.connect()) {
            if (seen && rows > 0) {
                RowFilling.fill(live, CatalogReader.read(live), rows);
            }
            Map<String, ?> answer = run.answered(JsonTree.write(one), before);
            if (!seen && rows > 0) {
                RowFilling.fill(live, CatalogReader.read(live), rows);
            }
            judge(id, answer, live, wanted);
        }
    }

    /// The facts of what the ORM's own tool makes, kept from run to run.
    private Set<String> wanted(String afterSql, String beforeSql) throws IOException, SQLException {
        Path kept = Path.of(System.getProperty("java.io.tmpdir"), "godwit-measured-facts")
                .resolve(ContentHash.of(afterSql + factsSql).abbreviated());
        if (Files.exists(kept)) {
            String facts = Files.readString(kept);
            return facts.isEmpty() ? Set.of() : new TreeSet<>(List.of(facts.split("\u0000")));
        }
        try (ScratchDatabase after = server.newDatabase(afterSql + mentioned(beforeSql));
                Connection connection = after.connect()) {
            Set<String> facts = facts(connection);
            Files.createDirectories(kept.getParent());
            Files.writeString(kept, String.join("\u0000", facts));
            return facts;
        }
    }

    private static Map<?, ?> reversed(Map<?, ?> one) {
        Map<Object, @Nullable Object> turned = new HashMap<>(one);
        for (String side : List.of("", "_sql", "_entities")) {
            turned.put("before" + side, one.get("after" + side));
            turned.put("after" + side, one.get("before" + side));
        }
        return turned;
    }

    private static Map<?, ?> object(String json) throws IOException {
        return JsonTree.read(json) instanceof Map<?, ?> object ? object : Map.of();
    }

    /// Lets the extensions of the other side be there, without running it.
    private static String mentioned(String sql) {
        return "\n;-- " + sql.replace("\n", " ");
    }

    private void judge(String id, Map<String, ?> answer, Connection live, Set<String> want) throws SQLException {
        String questions = answer.get("questions") instanceof List<?> asked
                ? asked.stream()
                        .map(question -> question instanceof Map<?, ?> one ? String.valueOf(one.get("id")) : "")
                        .toList()
                        .toString()
                : "[]";
        if (answer.get("error") != null) {
            report("error", id, answer.get("error") + "");
            return;
        }
        Map<String, String> data = data(live);
        Optional<String> failure = apply(String.valueOf(answer.get("sql")), live);
        if (failure.isPresent()) {
            report("failed to apply", id, failure.get() + " " + questions);
            return;
        }
        Map<String, String> kept = data(live);
        List<String> lost = data.keySet().stream()
                .filter(key ->
                        kept.containsKey(key) && !String.valueOf(data.get(key)).equals(kept.get(key)))
                .map(key -> "\n    data of " + key + ": " + data.get(key) + " became " + kept.get(key))
                .toList();
        Set<String> got = facts(live);
        if (got.equals(want)) {
            report(lost.isEmpty() ? "equal" : "equal, data changed", id, String.join("", lost));
            return;
        }
        String difference = Stream.concat(
                        got.stream().filter(fact -> !want.contains(fact)).map(fact -> "\n    got    " + fact),
                        want.stream().filter(fact -> !got.contains(fact)).map(fact -> "\n    wanted " + fact))
                .limit(Integer.getInteger("facts", 12))
                .collect(Collectors.joining());
        List<String> unasked = questions.equals("[]") ? List.of() : RestOfMigration.unasked(answer, want, got);
        report(
                questions.equals("[]")
                        ? "different"
                        : unasked.isEmpty() ? "the rest, and questions" : "different, with questions",
                id,
                questions
                        + difference
                        + unasked.stream().map(fact -> "\n    unasked " + fact).collect(Collectors.joining()));
    }

    /// As a plain script runner does it: each statement in a transaction of its own.
    private Optional<String> apply(String script, Connection connection) {
        List<String> statements = StatementParser.inPublic().script(script).stream()
                .map(ParsedStatement::text)
                .toList();
        for (String statement : statements) {
            if (printsPlans) {
                System.out.println("  " + statement);
            }
            try {
                execute(connection, statement.replaceAll("CREATE EXTENSION IF NOT EXISTS \"vector\"", "SELECT 1"));
            } catch (SQLException problem) {
                return Optional.of(problem.getMessage() + " in " + statement);
            }
        }
        return Optional.empty();
    }

    /// Of each column the number of values and a hash over them.
    private static Map<String, String> data(Connection connection) throws SQLException {
        Map<String, String> data = new TreeMap<>();
        List<String> queries = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("""
                        SELECT format('SELECT %L, count(%2$I) || '' '' || count(DISTINCT %2$I::text) FROM %3$s',
                          c.oid::regclass || '.' || a.attname, a.attname, c.oid::regclass)
                        FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                        JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
                        WHERE c.relkind = 'r' AND n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema'""")) {
            while (row.next()) {
                queries.add(row.getString(1));
            }
        }
        for (int at = 0; at < queries.size(); at += 200) {
            String batch = String.join(" UNION ALL ", queries.subList(at, Math.min(queries.size(), at + 200)));
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery(batch)) {
                while (row.next()) {
                    data.put(row.getString(1), row.getString(2));
                }
            }
        }
        return data;
    }

    private void report(String verdict, String id, String what) {
        tally.merge(verdict, 1, Integer::sum);
        if (!verdict.equals("equal")) {
            System.out.println(verdict + ": " + id + " " + what);
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

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
