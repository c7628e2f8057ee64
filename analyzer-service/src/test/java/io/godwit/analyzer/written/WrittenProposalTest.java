package io.godwit.analyzer.written;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.analyzer.Analysis;
import io.godwit.analyzer.FileChange;
import io.godwit.analyzer.Outcome;
import io.godwit.analyzer.model.ProjectFacts;
import io.godwit.model.catalog.Catalog;
import io.godwit.model.effect.StatementEffect;
import io.godwit.model.plan.Reversibility;
import io.godwit.model.plan.Step;
import io.godwit.model.planning.LiveTables;
import io.godwit.model.statement.ParsedStatement;
import io.godwit.postgres.statement.StatementParser;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WrittenProposalTest {
    private static final Catalog LIVE = catalog("""
            CREATE TABLE users (id serial PRIMARY KEY, email varchar(255) NOT NULL, legacy text DEFAULT 'x');
            CREATE INDEX users_legacy_idx ON users (legacy);
            """);

    static Catalog catalog(String sql) {
        Catalog catalog = Catalog.empty();
        for (ParsedStatement statement : StatementParser.inPublic().script(sql)) {
            catalog = StatementEffect.after(catalog, statement.statement());
        }
        return catalog;
    }

    private static Outcome propose(FileChange... files) {
        return Analysis.ofEveryLanguage(ProjectFacts.none()).of(List.of(files), LIVE, LiveTables.empty());
    }

    private static Outcome.Proposed proposed(FileChange... files) {
        return (Outcome.Proposed) propose(files);
    }

    private static FileChange migration(String sql) {
        return new FileChange("db/migration/V2__change.sql", Optional.empty(), Optional.of(sql));
    }

    private static List<String> phases(Outcome.Proposed proposed) {
        return proposed.plan().steps().stream()
                .map(step -> step.phase() + " " + forward(step))
                .toList();
    }

    private static String forward(Step step) {
        return String.join("; ", step.action().statements());
    }

    @Test
    void each_statement_gets_its_phase_its_probe_and_its_way_back() {
        Outcome.Proposed proposed = proposed(migration("""
                ALTER TABLE users DROP COLUMN legacy, ADD COLUMN name text;
                UPDATE users SET name = email;
                ALTER TABLE users ALTER COLUMN name SET NOT NULL;
                CREATE INDEX CONCURRENTLY users_name_idx ON users (name);
                """));
        assertThat(phases(proposed))
                .containsExactly(
                        "EXPAND ALTER TABLE users ADD COLUMN name text",
                        "MIGRATE UPDATE users SET name = email",
                        "MIGRATE CREATE INDEX CONCURRENTLY users_name_idx ON users (name)",
                        "CONTRACT ALTER TABLE users DROP COLUMN legacy",
                        "CONTRACT ALTER TABLE users ALTER COLUMN name SET NOT NULL");
        List<Step> steps = proposed.plan().steps();
        assertThat(steps.get(0).rollback().statements())
                .containsExactly("ALTER TABLE \"public\".\"users\" DROP COLUMN \"name\"");
        assertThat(steps.get(2).rollback().statements())
                .containsExactly("DROP INDEX CONCURRENTLY \"public\".\"users_name_idx\"");
        assertThat(steps.get(1).rollback().reversibility()).isEqualTo(Reversibility.LOSSY);
        assertThat(steps.get(3).rollback().statements())
                .containsExactly(
                        "ALTER TABLE \"public\".\"users\" ADD COLUMN \"legacy\" text DEFAULT 'x'::text",
                        "CREATE INDEX \"users_legacy_idx\" ON \"public\".\"users\" (\"legacy\")");
        assertThat(steps.get(0).probe())
                .hasValueSatisfying(probe -> assertThat(probe).contains("'name'"));
        assertThat(proposed.changes().getFirst().location()).hasToString("db/migration/V2__change.sql:1");
    }

    @Test
    void the_way_back_from_a_dropped_sequence_makes_it_again_before_a_column_takes_from_it() {
        Outcome.Proposed proposed = proposed(migration("""
                ALTER TABLE users ALTER COLUMN id DROP DEFAULT, ALTER COLUMN id SET DATA TYPE text;
                DROP SEQUENCE users_id_seq;
                """));
        assertThat(proposed.plan().steps().reversed().stream().flatMap(step -> step.rollback().statements().stream()))
                .containsExactly(
                        "CREATE SEQUENCE \"public\".\"users_id_seq\" AS integer OWNED BY \"public\".\"users\".\"id\"",
                        "ALTER TABLE \"public\".\"users\" ALTER COLUMN \"id\" SET DATA TYPE integer USING"
                                + " \"id\"::text::integer",
                        "CREATE SEQUENCE IF NOT EXISTS public.users_id_seq AS integer OWNED BY \"public\".\"users\".\"id\"",
                        "ALTER TABLE \"public\".\"users\" ALTER COLUMN \"id\" SET DEFAULT"
                                + " nextval('public.users_id_seq'::regclass)",
                        "SELECT setval('public.users_id_seq', greatest((SELECT max(\"id\") FROM \"public\".\"users\") + 1,"
                                + " (SELECT last_value + is_called::integer FROM public.users_id_seq)), false)");
    }

    @Test
    void a_transaction_somebody_opened_stays_one_step() {
        Outcome.Proposed proposed = proposed(migration("""
                BEGIN;
                ALTER TABLE users RENAME COLUMN email TO mail;
                ALTER TABLE users ADD COLUMN note text;
                COMMIT;
                """));
        assertThat(phases(proposed))
                .containsExactly("EXPAND ALTER TABLE users RENAME COLUMN email TO mail; ALTER TABLE users ADD COLUMN"
                        + " note text");
        assertThat(proposed.plan().steps().getFirst().rollback().statements())
                .containsExactly(
                        "ALTER TABLE \"public\".\"users\" DROP COLUMN \"note\"",
                        "ALTER TABLE \"public\".\"users\" RENAME COLUMN \"mail\" TO \"email\"");
    }

    @Test
    void what_makes_room_for_something_new_goes_first() {
        assertThat(phases(proposed(migration("""
                ALTER TABLE users DROP COLUMN legacy;
                ALTER TABLE users ADD COLUMN legacy jsonb;
                """)))).allMatch(step -> step.startsWith("EXPAND"));
    }

    @Test
    void what_goes_with_a_column_goes_before_what_takes_its_place() {
        Outcome.Proposed proposed = proposed(migration("""
                ALTER TABLE users ADD COLUMN uid uuid NOT NULL DEFAULT gen_random_uuid();
                ALTER TABLE users DROP COLUMN id;
                ALTER TABLE users ADD PRIMARY KEY (uid);
                ALTER TABLE users DROP COLUMN legacy;
                CREATE INDEX users_legacy_idx ON users (uid);
                """));

        assertThat(proposed.plan().steps().stream()
                        .flatMap(step -> step.action().statements().stream())
                        .toList())
                .containsSubsequence("ALTER TABLE users DROP COLUMN id", "ALTER TABLE users ADD PRIMARY KEY (uid)")
                .containsSubsequence(
                        "ALTER TABLE users DROP COLUMN legacy", "CREATE INDEX users_legacy_idx ON users (uid)");
    }

    @Test
    void foreign_keys_that_a_cascade_takes_along_come_back() {
        Outcome.Proposed proposed = proposed(migration("""
                CREATE TABLE orders (user_id int CONSTRAINT orders_user_fk REFERENCES users (id));
                ALTER TABLE users DROP CONSTRAINT users_pkey CASCADE;
                """));

        assertThat(proposed.plan().steps().getLast().rollback().statements())
                .satisfiesExactly(
                        key -> assertThat(key).contains("ADD CONSTRAINT \"users_pkey\" PRIMARY KEY"),
                        foreign -> assertThat(foreign)
                                .startsWith("ALTER TABLE \"public\".\"orders\" ADD CONSTRAINT \"orders_user_fk\""));
    }

    @Test
    void a_statement_nobody_understands_is_kept_and_counts_as_impossible_to_undo() {
        Outcome.Proposed proposed = proposed(migration("FROBNICATE users WITH 7;"));
        assertThat(phases(proposed)).containsExactly("EXPAND FROBNICATE users WITH 7");
        assertThat(proposed.plan().reversibility()).isEqualTo(Reversibility.IMPOSSIBLE);
        assertThat(proposed.notes()).anyMatch(note -> note.contains("V2__change.sql:1 is not understood"));
    }

    @Test
    void a_migration_whose_effects_are_there_already_is_left_out() {
        Outcome outcome =
                propose(migration("CREATE INDEX users_legacy_idx ON users (legacy); UPDATE users SET email = '';"));
        assertThat(outcome).isInstanceOf(Outcome.Unchanged.class);
        assertThat(outcome.notes()).anyMatch(note -> note.contains("seems to have run"));
    }

    @Test
    void an_index_of_that_name_that_is_another_is_not_there_already() {
        assertThat(phases(proposed(migration("""
                DROP INDEX IF EXISTS users_legacy_idx;
                CREATE INDEX users_legacy_idx ON users (legacy, name);
                """)))).hasSize(2);
        assertThat(propose(migration("DROP INDEX users_legacy_idx; CREATE INDEX users_legacy_idx ON users (legacy)")))
                .isInstanceOf(Outcome.Unchanged.class);
    }

    @Test
    void what_a_question_keeps_out_keeps_out_what_needs_it() {
        Outcome.Proposed proposed = proposed(migration("""
                CREATE TABLE ${prefix}_log (id int PRIMARY KEY);
                ALTER TABLE app_log ADD COLUMN made date;
                ALTER TABLE users ADD COLUMN log int;
                """));
        assertThat(phases(proposed)).containsExactly("EXPAND ALTER TABLE users ADD COLUMN log int");
        assertThat(proposed.notes()).anyMatch(note -> note.contains(":2 was left out, because app_log is not there"));
    }

    @Test
    void the_plan_says_how_the_tool_learns_of_it() {
        assertThat(proposed(new FileChange(
                                "prisma/migrations/7_age/migration.sql",
                                Optional.empty(),
                                Optional.of("ALTER TABLE users ADD COLUMN age int;")))
                        .notes())
                .anyMatch(note -> note.endsWith("prisma migrate resolve --applied 7_age."));
    }

    @Test
    void a_way_back_takes_nothing_away_twice() {
        Outcome.Proposed proposed = proposed(
                new FileChange("db/V2__a.sql", Optional.empty(), Optional.of("""
                ALTER TABLE users ADD COLUMN age int;
                UPDATE users SET age = 1;
                ALTER TABLE IF EXISTS nothing ADD COLUMN age int;
                """)),
                new FileChange("db/U2__a.sql", Optional.empty(), Optional.of("ALTER TABLE users DROP COLUMN age;")));
        assertThat(proposed.plan().steps())
                .flatExtracting(step -> step.rollback().statements())
                .containsExactly("ALTER TABLE \"public\".\"users\" DROP COLUMN \"age\"");
    }

    @Test
    void from_a_lock_on_the_script_is_one_step() {
        assertThat(phases(proposed(migration("""
                ALTER TABLE users ADD COLUMN age int;
                LOCK TABLE users;
                UPDATE users SET age = 1;
                ALTER TABLE users DROP COLUMN legacy;
                """))))
                .hasSize(2)
                .anyMatch(step -> step.contains("LOCK TABLE users; UPDATE"));
    }

    @Test
    void what_the_models_need_and_the_migration_forgets_is_said_with_its_place() {
        String before = "datasource db {\n  provider = \"postgresql\"\n}\nmodel users {\n  id Int @id\n}\n";
        String after = before.replace("  id Int @id\n", "  id Int @id\n  nick String?\n");
        FileChange models = new FileChange("prisma/schema.prisma", Optional.of(before), Optional.of(after));
        Outcome.Proposed proposed = proposed(models, migration("ALTER TABLE users ADD COLUMN nock text;"));
        assertThat(proposed.notes())
                .anyMatch(note ->
                        note.contains("Missing in the migration: prisma/schema.prisma:6") && note.contains("nick"))
                .anyMatch(note ->
                        note.contains("Not in the models: db/migration/V2__change.sql:1") && note.contains("nock"));
    }

    @Test
    void a_given_way_back_brings_back_rows_that_cannot_be_derived() {
        FileChange up =
                new FileChange("m/1_a.up.sql", Optional.empty(), Optional.of("UPDATE users SET email = lower(email);"));
        FileChange down =
                new FileChange("m/1_a.down.sql", Optional.empty(), Optional.of("UPDATE users SET email = legacy;"));
        assertThat(proposed(up, down).plan().steps().getFirst().rollback().statements())
                .containsExactly("UPDATE users SET email = legacy");
    }

    @Test
    void a_placeholder_without_a_value_is_a_question() {
        Outcome outcome = propose(migration("CREATE TABLE ${schema}.t (id int);"));
        assertThat(outcome).isInstanceOf(Outcome.Undecided.class);
        assertThat(((Outcome.Undecided) outcome).questions()).hasSize(1);
    }

    @Test
    void a_declared_schema_is_diffed_like_any_model() {
        String before = "CREATE TABLE users (\n  id serial PRIMARY KEY,\n  email varchar(255) NOT NULL\n);\n";
        String after = before.replace("NOT NULL\n", "NOT NULL,\n  age int4 DEFAULT 0\n")
                + "CREATE INDEX users_age_idx ON users USING brin (age);\n";
        Outcome.Proposed proposed = proposed(new FileChange("db/schema.sql", Optional.of(before), Optional.of(after)));
        assertThat(phases(proposed))
                .containsExactly(
                        "EXPAND ALTER TABLE \"public\".\"users\" ADD COLUMN \"age\" integer DEFAULT 0",
                        "EXPAND CREATE INDEX \"users_age_idx\" ON \"public\".\"users\" USING brin (\"age\")");
        assertThat(proposed.changes().getFirst().location()).hasToString("db/schema.sql:4");
    }

    @Test
    void a_script_of_rows_is_one_step_and_a_huge_one_is_refused() {
        String rows = "INSERT INTO users (email) VALUES ('x');\n";
        assertThat(proposed(migration("\uFEFF" + rows.repeat(1001))).plan().steps())
                .hasSize(1);
        assertThat(propose(migration(rows.repeat(30_000))))
                .isInstanceOfSatisfying(
                        Outcome.Undecided.class,
                        refused -> assertThat(refused.reason()).contains("migrations of up to 1048576 are read"));
        assertThat(propose(migration("ALTER TABLE users ADD COLUMN \"a\0b\" text;")))
                .isInstanceOfSatisfying(
                        Outcome.Undecided.class,
                        refused -> assertThat(refused.reason()).contains("null characters"));
    }

    @Test
    void what_pg_dump_and_psql_put_around_statements_is_no_part_of_the_migration() {
        Outcome.Proposed proposed = proposed(migration("""
                \\restrict k3y
                SET client_encoding = 'UTF8';
                SELECT pg_catalog.set_config('search_path', '', false);
                SET default_table_access_method = heap;
                CREATE TABLE public.notes (id integer);
                COPY public.notes (id) FROM stdin;
                1
                \\.
                \\unrestrict k3y
                """));
        assertThat(phases(proposed))
                .containsExactly("EXPAND SET LOCAL search_path = ''; CREATE TABLE public.notes (id integer)");
        assertThat(proposed.questions())
                .singleElement()
                .extracting(asked -> asked.question().text())
                .asString()
                .contains("only psql sends them");
    }
}
