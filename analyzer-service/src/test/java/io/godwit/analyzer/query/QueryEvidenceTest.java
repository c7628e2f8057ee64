package io.godwit.analyzer.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.analyzer.Analysis;
import io.godwit.analyzer.FileChange;
import io.godwit.analyzer.Inference;
import io.godwit.analyzer.Inference.Confidence;
import io.godwit.analyzer.Outcome;
import io.godwit.analyzer.model.ProjectFacts;
import io.godwit.model.catalog.Catalog;
import io.godwit.model.effect.StatementEffect;
import io.godwit.model.planning.Answers;
import io.godwit.model.planning.LiveTables;
import io.godwit.model.statement.ParsedStatement;
import io.godwit.postgres.statement.StatementParser;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class QueryEvidenceTest {
    private static final Catalog LIVE = catalog();

    private static Catalog catalog() {
        Catalog catalog = Catalog.empty();
        for (ParsedStatement statement : StatementParser.inPublic().script("""
                CREATE TABLE users (id uuid PRIMARY KEY, email text UNIQUE, created_at timestamptz, "fullName" text);
                CREATE TABLE orders (id bigserial PRIMARY KEY, user_id uuid, total numeric, note text);
                """)) {
            catalog = StatementEffect.after(catalog, statement.statement());
        }
        return catalog;
    }

    private static Outcome analyze(String query) {
        return analyze(query, Answers.none());
    }

    private static Outcome analyze(String query, Answers answers) {
        FileChange file = new FileChange("src/a.ts", Optional.empty(), Optional.of("await db.query(`" + query + "`);"));
        return Analysis.ofEveryLanguage(ProjectFacts.none())
                .answering(answers)
                .of(List.of(file), LIVE, LiveTables.empty());
    }

    private static Inference only(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Proposed.class);
        List<Inference> changes = ((Outcome.Proposed) outcome).changes();
        assertThat(changes).hasSize(1);
        return changes.getFirst();
    }

    private static String asked(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Undecided.class);
        return ((Outcome.Undecided) outcome).questions().getFirst().question().text();
    }

    @Test
    void a_known_query_changes_nothing() {
        assertThat(
                        analyze(
                                "SELECT u.id, \"fullName\", count(*) AS n FROM users u JOIN orders o ON o.user_id = u.id GROUP BY 1, 2 ORDER BY n"))
                .isInstanceOf(Outcome.Unchanged.class);
    }

    @Test
    void a_cast_tells_the_type_for_sure() {
        Inference change = only(analyze("SELECT id FROM orders\nWHERE shipped_on = $1::date"));
        assertThat(change.description()).contains("shipped_on (date)");
        assertThat(change.confidence()).isEqualTo(Confidence.HIGH);
        assertThat(change.location()).hasToString("src/a.ts:2");
    }

    @Test
    void a_column_joined_with_a_key_has_its_type() {
        assertThat(only(analyze("SELECT o.id FROM orders o JOIN users u ON u.id = o.approved_by"))
                        .description())
                .contains("approved_by (uuid)");
    }

    @Test
    void a_name_that_says_what_it_holds_is_likely() {
        Inference change = only(analyze("UPDATE orders SET archived_at = $1 WHERE id = $2"));
        assertThat(change.description()).contains("archived_at (timestamp with time zone)");
        assertThat(change.confidence()).isEqualTo(Confidence.MEDIUM);
        assertThat(only(analyze("SELECT id FROM users WHERE is_admin")).description())
                .contains("is_admin (boolean)");
    }

    @Test
    void what_nothing_speaks_for_is_asked_and_the_answer_is_taken() {
        assertThat(asked(analyze("SELECT flavour FROM orders"))).contains("Nothing says what it holds");
        Outcome answered =
                analyze("SELECT flavour FROM orders", new Answers(Map.of("evidence:orders.flavour", "varchar(20)")));
        assertThat(only(answered).description()).contains("flavour (character varying(20))");
    }

    @Test
    void a_misspelt_name_is_asked_about() {
        assertThat(asked(analyze("SELECT craeted_at FROM users"))).contains("Is created_at meant?");
    }

    @Test
    void names_that_may_belong_elsewhere_say_nothing() {
        assertThat(analyze("WITH x AS (SELECT 1 AS one) SELECT one, two FROM x"))
                .isInstanceOf(Outcome.Unchanged.class);
        assertThat(analyze("SELECT three FROM users, generate_series(1, 3) AS three"))
                .isInstanceOf(Outcome.Unchanged.class);
        assertThat(analyze("SELECT what FROM users u JOIN orders o ON true")).isInstanceOf(Outcome.Unchanged.class);
    }

    @Test
    void an_unknown_table_is_asked_about_with_the_columns_it_would_have() {
        assertThat(asked(analyze("INSERT INTO invoices (id, order_id, paid_at) VALUES (gen_random_uuid(), $1, now())")))
                .contains("id uuid, order_id bigint, paid_at timestamp with time zone");
    }

    @Test
    void a_conflict_target_wants_a_unique_index() {
        Inference change = only(
                analyze(
                        "INSERT INTO orders (user_id, note) VALUES ($1, $2) ON CONFLICT (user_id, note) DO UPDATE SET note = excluded.note"));
        assertThat(change.kind()).isEqualTo("create-index");
        assertThat(change.part()).isEqualTo("orders_user_id_note_key");
        assertThat(analyze("INSERT INTO users (email) VALUES ($1) ON CONFLICT (email) DO NOTHING"))
                .isInstanceOf(Outcome.Unchanged.class);
    }

    @Test
    void a_conflict_target_with_an_expression_is_postgresqls_to_find() {
        assertThat(
                        analyze(
                                "INSERT INTO orders (user_id, note) VALUES ($1, $2) ON CONFLICT (user_id, md5(note)) DO NOTHING"))
                .isInstanceOf(Outcome.Unchanged.class);
        assertThat(only(analyze("INSERT INTO orders (note) VALUES ($1) ON CONFLICT (lower(flavour)) DO NOTHING"))
                        .description())
                .contains("flavour (text)");
    }

    @Test
    void a_table_that_is_missing_has_no_columns_of_system_tables() {
        assertThat(asked(analyze("SELECT w.name, locktype FROM pg_locks JOIN workers w USING (pid)")))
                .contains("(name text)");
    }

    @Test
    void a_column_the_models_do_not_declare_is_asked_about() {
        FileChange models = new FileChange(
                "db/schema.sql",
                Optional.of("CREATE TABLE orders (id bigserial PRIMARY KEY);"),
                Optional.of("CREATE TABLE orders (id bigserial PRIMARY KEY, extra int);"));
        FileChange code = new FileChange(
                "a.py", Optional.empty(), Optional.of("cur.execute('SELECT id FROM orders WHERE sent_at < now()')"));
        Outcome.Proposed proposed = (Outcome.Proposed)
                Analysis.ofEveryLanguage(ProjectFacts.none()).of(List.of(models, code), LIVE, LiveTables.empty());
        assertThat(proposed.changes())
                .singleElement()
                .extracting(Inference::part)
                .isEqualTo("extra");
        assertThat(proposed.questions())
                .singleElement()
                .satisfies(asked -> assertThat(asked.question().text()).contains("nor do the models declare it"));
    }

    @Test
    void a_file_too_large_to_be_searched_is_named_and_a_query_too_deep_is_no_end() {
        FileChange large = new FileChange(
                "a.py", Optional.empty(), Optional.of("# SELECT id FROM orders\n" + "x = 1\n".repeat(200_000)));
        FileChange deep = new FileChange(
                "b.py",
                Optional.empty(),
                Optional.of("cur.execute('SELECT id FROM orders WHERE " + "id = 1 OR ".repeat(30_000) + "id = 2')"));
        assertThat(Analysis.ofEveryLanguage(ProjectFacts.none()).of(List.of(large, deep), LIVE, LiveTables.empty()))
                .isInstanceOfSatisfying(
                        Outcome.Unchanged.class,
                        unchanged -> assertThat(unchanged.notes())
                                .anyMatch(note -> note.startsWith("Not searched for queries: a.py: "))
                                .anyMatch(note -> note.startsWith("Not taken as evidence: the query at b.py:1 ")));
    }

    @Test
    void an_answer_that_is_no_type_is_said_and_asked_again() {
        String query = "UPDATE orders SET flavour = $1";
        for (String answer : List.of("text; DROP TABLE orders", "nosuchtype", "varchar(20")) {
            Outcome outcome = analyze(query, new Answers(Map.of("evidence:orders.flavour", answer)));
            assertThat(asked(outcome)).contains("flavour");
            assertThat(((Outcome.Undecided) outcome).notes()).anyMatch(note -> note.contains("is no type"));
        }
        assertThat(only(analyze(query, new Answers(Map.of("evidence:orders.flavour", "numeric(8, 2)[]"))))
                        .description())
                .contains("numeric(8,2)[]");
    }
}
