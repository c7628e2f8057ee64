package io.godwit.acceptance;

import io.godwit.cli.events.Decision;
import io.godwit.cli.timeline.Migration;
import io.godwit.cli.timeline.State;
import io.godwit.events.Promote;
import io.godwit.model.MigrationId;
import io.godwit.stack.test.Patience;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Sends recorded changes of real projects through a running pipeline and compares what production ends as with what it
/// should end as. Not part of the build, which has no such records:
///
/// `java ... io.godwit.acceptance.CaseRun CASES.jsonl.gz FACTS.sql [EVERY [MOST]]`
///
/// - CASES: lines of `{id, before: {path: text}, after: {path: text}, before_sql, after_sql}`
/// - FACTS: a query with one line per fact of a database's schema
/// - EVERY: take every n-th case (1); MOST: at most so many (all)
///
/// Prints a line for each case: `equal`, `waits` (the pipeline asks a person something), `differs` or `failed`, with
/// why.
final class CaseRun {
    private static final String DATABASE = "cases";
    private static final String EXTENSIONS = """
            CREATE EXTENSION IF NOT EXISTS citext; CREATE EXTENSION IF NOT EXISTS "uuid-ossp";
            CREATE EXTENSION IF NOT EXISTS pgcrypto; CREATE EXTENSION IF NOT EXISTS pg_trgm;
            """;

    private final RunningPipeline pipeline;
    private final String facts;

    private CaseRun(RunningPipeline pipeline, String facts) {
        this.pipeline = pipeline;
        this.facts = facts;
    }

    public static void main(String[] arguments) throws IOException {
        int every = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 1;
        int most = arguments.length > 3 ? Integer.parseInt(arguments[3]) : Integer.MAX_VALUE;
        Path folder = Files.createTempDirectory("godwit-cases");
        Map<String, Integer> outcomes = new LinkedHashMap<>();
        try (RunningPipeline pipeline = RunningPipeline.start(
                folder,
                production -> List.of(production.withOwnDatabase(DATABASE), production.withOwnDatabase("wanted")),
                Map.of("executor", Map.of("executor.autonomy", "guarded", "executor.quiet", "1s")))) {
            CaseRun run = new CaseRun(
                    pipeline, Files.readString(Path.of(arguments[1])).replaceAll(";\\s*$", ""));
            List<JsonNode> cases = read(Path.of(arguments[0]));
            for (int i = 0, taken = 0; i < cases.size() && taken < most; i += every, taken++) {
                String outcome = run.outcome(cases.get(i));
                outcomes.merge(outcome.split(" ", 2)[0], 1, Integer::sum);
                System.out.println(cases.get(i).get("id").asString() + " " + outcome);
            }
        }
        System.out.println(outcomes);
    }

    private static List<JsonNode> read(Path file) throws IOException {
        JsonMapper json = JsonMapper.builder().build();
        List<JsonNode> cases = new ArrayList<>();
        try (InputStream bytes = Files.newInputStream(file);
                BufferedReader lines = new BufferedReader(new InputStreamReader(
                        file.toString().endsWith(".gz") ? new GZIPInputStream(bytes) : bytes,
                        StandardCharsets.UTF_8))) {
            lines.lines().filter(line -> !line.isBlank()).forEach(line -> cases.add(json.readTree(line)));
        }
        return cases;
    }

    private String outcome(JsonNode change) {
        try {
            make(DATABASE, change.get("before_sql").asString());
            make("wanted", change.get("after_sql").asString());
            MigrationId id = pipeline.submit(DATABASE, texts(change.get("before")), texts(change.get("after")));
            Migration migration = ended(id);
            List<String> differences = differences();
            if (differences.isEmpty()) {
                return "equal " + migration.standing().state().words();
            }
            return (migration.standing().state() == State.APPLIED ? "differs " : "waits ") + migration.standing() + " "
                    + differences;
        } catch (IllegalStateException | AssertionError problem) {
            return "failed "
                    + String.valueOf(problem.getMessage()).lines().findFirst().orElse("");
        }
    }

    /// Approves and promotes until nothing is left to decide.
    private Migration ended(MigrationId id) {
        Migration migration = pipeline.await(id, Patience.LONGEST, CaseRun::restsOrAsks);
        while (migration.standing().state() == State.WAITING) {
            boolean contract = migration.applied().isPresent();
            pipeline.decide(migration, contract ? new Promote() : Decision.approval(migration));
            int heard = migration.history().size();
            migration = pipeline.await(
                    id, Patience.LONGEST, later -> later.history().size() > heard + 1 && restsOrAsks(later));
        }
        return migration;
    }

    private static boolean restsOrAsks(Migration migration) {
        return migration.standing().state().ended() || migration.standing().state() == State.WAITING;
    }

    private void make(String database, String sql) {
        List<String> schemas = pipeline.askProduction(
                database,
                "SELECT quote_ident(nspname) FROM pg_namespace WHERE nspname !~ '^pg_' AND nspname NOT IN ('information_schema', 'godwit')");
        schemas.forEach(schema -> pipeline.inProduction(database, "DROP SCHEMA " + schema + " CASCADE"));
        pipeline.inProduction(database, "CREATE SCHEMA public AUTHORIZATION " + database + "; " + EXTENSIONS);
        pipeline.inProduction(database, "SET SESSION AUTHORIZATION " + database + "; SET search_path = public; " + sql);
    }

    private List<String> differences() {
        TreeSet<String> is = facts(DATABASE);
        TreeSet<String> wanted = facts("wanted");
        List<String> differences = new ArrayList<>();
        wanted.stream().filter(fact -> !is.contains(fact)).forEach(fact -> differences.add("-" + fact));
        is.stream().filter(fact -> !wanted.contains(fact)).forEach(fact -> differences.add("+" + fact));
        return differences;
    }

    /// Godwit's own schema is no part of the comparison.
    private TreeSet<String> facts(String database) {
        pipeline.inProduction(database, "CREATE SCHEMA IF NOT EXISTS godwit");
        TreeSet<String> own = new TreeSet<>(pipeline.askProduction(
                database,
                "SELECT relname FROM pg_class WHERE relnamespace = 'godwit'::regnamespace"
                        + " UNION SELECT typname FROM pg_type WHERE typnamespace = 'godwit'::regnamespace"));
        TreeSet<String> all = new TreeSet<>(pipeline.askProduction(database, facts));
        all.removeIf(fact -> own.contains(fact.split("\\|", 3)[1]));
        return all;
    }

    private static Map<String, String> texts(JsonNode files) {
        Map<String, String> texts = new LinkedHashMap<>();
        files.properties()
                .forEach(file -> texts.put(file.getKey(), file.getValue().asString()));
        return texts;
    }
}
