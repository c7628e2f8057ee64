package io.godwit.analyzer.declared;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.analyzer.Analysis;
import io.godwit.analyzer.FileChange;
import io.godwit.analyzer.Outcome;
import io.godwit.analyzer.model.ProjectFacts;
import io.godwit.analyzer.model.SourceFile;
import io.godwit.analyzer.written.SchemaSqlLanguage;
import io.godwit.model.catalog.Catalog;
import io.godwit.model.catalog.SchemaObject;
import io.godwit.model.planning.LiveTables;
import io.godwit.postgres.catalog.CatalogReader;
import io.godwit.postgres.proof.CatalogDifference;
import io.godwit.postgres.proof.PlanRun;
import io.godwit.stack.test.TestDatabase;
import io.godwit.stack.test.TestStack;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Views, functions, triggers and the like of a declared schema are planned like tables.
class DeclaredObjectsTest {
    private static final String PATH = "db/structure.sql";
    private static final String BEFORE = """
            CREATE DOMAIN label AS varchar(20) CHECK (length(VALUE) > 1);
            CREATE TYPE spot AS (x int, y int);
            CREATE TYPE place AS (x int);
            CREATE TABLE places (id int PRIMARY KEY, at place);
            CREATE FUNCTION code(prefix text DEFAULT 'a,(b', n double precision = 1, VARIADIC more int[] DEFAULT '{}') RETURNS text LANGUAGE sql IMMUTABLE AS $$ SELECT prefix || 'x' $$;
            CREATE FUNCTION price(cost int, rows int DEFAULT 2) RETURNS TABLE (set_of int, return_it int) LANGUAGE sql COST 7 AS 'SELECT cost, rows';
            CREATE TABLE people (id serial PRIMARY KEY, name varchar(20) NOT NULL, tag label, code text DEFAULT code('p'));
            CREATE TABLE pets (id int PRIMARY KEY, owner int REFERENCES people, kind text, seen timestamptz(3));
            CREATE TABLE log (day date, text text) PARTITION BY RANGE (day);
            CREATE TABLE log_old PARTITION OF log FOR VALUES FROM (MINVALUE) TO ('2020-01-01');
            CREATE TABLE base (a int, b int, CHECK (a > 0));
            CREATE TABLE derived (c int) INHERITS (base);
            CREATE SEQUENCE numbers START 100 INCREMENT 5;
            CREATE VIEW names AS SELECT id, name FROM people;
            CREATE VIEW short_names AS SELECT id, left(name, 3) AS name FROM names;
            CREATE MATERIALIZED VIEW pet_count AS SELECT owner, count(*) AS pets FROM pets GROUP BY owner;
            CREATE UNIQUE INDEX pet_count_owner ON pet_count (owner);
            CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
            CREATE TRIGGER touched BEFORE UPDATE OF name ON people FOR EACH ROW EXECUTE FUNCTION touch();
            ALTER TABLE pets ENABLE ROW LEVEL SECURITY;
            CREATE POLICY seen ON pets FOR SELECT USING (kind <> 'secret');
            CREATE STATISTICS pet_stat ON owner, kind FROM pets;
            CREATE RULE quiet AS ON DELETE TO pets DO INSTEAD NOTHING;
            COMMENT ON COLUMN pets.kind IS 'cat or dog';
            COMMENT ON VIEW names IS 'who';
            COMMENT ON COLUMN names.name IS 'in short';
            COMMENT ON FUNCTION touch() IS 'nothing';
            COMMENT ON CONSTRAINT people_pkey ON people IS 'one';
            """;

    private static TestDatabase database;
    private static TestDatabase other;

    @BeforeAll
    static void open() {
        database = TestStack.newDatabase();
        other = TestStack.newDatabase();
    }

    @AfterAll
    static void close() {
        database.close();
        other.close();
    }

    @Test
    void each_is_called_what_the_database_calls_it() throws SQLException {
        Map<String, SchemaObject> declared = new TreeMap<>(new SchemaSqlLanguage()
                .read(List.of(new SourceFile(PATH, BEFORE)), ProjectFacts.none())
                .catalog()
                .objects());
        Map<String, SchemaObject> found = new TreeMap<>(catalog(other, BEFORE).objects());

        assertThat(declared).containsOnlyKeys(found.keySet());
        assertThat(found)
                .allSatisfy((key, object) -> assertThat(declared)
                        .extractingByKey(key, as(InstanceOfAssertFactories.type(SchemaObject.class)))
                        .extracting(SchemaObject::uses, as(InstanceOfAssertFactories.ITERABLE))
                        .containsAll(object.uses()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT id, name FROM people -> SELECT name, id, tag FROM people WHERE id > 0",
                "left(name, 3) -> upper(name)",
                "name varchar(20) NOT NULL -> name text NOT NULL",
                "tag label, -> ",
                "AS $$ SELECT prefix || 'x' $$ -> AS $$ SELECT prefix || 'y' $$",
                "BEGIN RETURN NEW; END -> BEGIN RETURN OLD; END",
                "touch -> felt",
                "BEFORE UPDATE OF name -> AFTER INSERT",
                "kind <> 'secret' -> kind IS NOT NULL",
                "count(*) AS pets -> count(*) AS pets, min(kind) AS first",
                "START 100 INCREMENT 5 -> INCREMENT 2",
                "ALTER TABLE pets ENABLE -> ALTER TABLE pets FORCE ROW LEVEL SECURITY; ALTER TABLE pets ENABLE",
                "cat or dog -> a bird",
                "'who' -> 'whoever'",
                "owner, kind FROM -> kind, owner, id FROM",
                "DO INSTEAD NOTHING -> DO ALSO NOTHING",
                "(x int, y int) -> (x int, y int, z int)",
                "(x int, y int) -> (y int, z int)",
                "SELECT cost, rows -> SELECT rows, cost",
                "(cost int, rows int DEFAULT 2) -> (cost int, rows int)",
                "TABLE (set_of int, return_it int) -> TABLE (set_of int, returned int)",
                "length(VALUE) > 1) -> length(VALUE) > 2)",
                "length(VALUE) > 1) -> length(VALUE) > 1) DEFAULT 'none' NOT NULL",
                "length(VALUE) > 1) -> length(VALUE) > 1) CHECK (VALUE <> 'no')",
                "CHECK (length(VALUE) > 1) -> ",
                "CREATE TYPE place AS (x int); -> CREATE TYPE place AS (x int, \"a, b\" numeric(10,2), t varchar);",
                "CREATE VIEW short_names AS SELECT id, left(name, 3) AS name FROM names; -> ",
                "INCREMENT 5; -> INCREMENT 5; CREATE DOMAIN mail AS text CHECK (VALUE LIKE '%@%'); CREATE TABLE mails (m mail, n int DEFAULT nextval('numbers'));",
                "TO ('2020-01-01'); -> TO ('2020-01-01'); CREATE TABLE log_new (day date, text text, CHECK (text <> '')); ALTER TABLE log ATTACH PARTITION log_new DEFAULT; CREATE TABLE more PARTITION OF log FOR VALUES FROM ('2021-01-01') TO ('2022-01-01');",
                "(c int) INHERITS -> (c int, d int) INHERITS",
                "FROM people; -> FROM people; CREATE VIEW by_code WITH (security_barrier) AS SELECT code(name) FROM people; CREATE PROCEDURE tidy(INOUT n int, b spot) LANGUAGE sql AS 'SELECT n';",
            })
    void a_change_is_planned_and_undone(String change) throws SQLException {
        String[] sides = change.split(" -> ?", 2);
        String after = BEFORE.replace(sides[0], sides[1]);
        assertThat(after).isNotEqualTo(BEFORE);
        Catalog live = catalog(database, BEFORE);
        Catalog wanted = catalog(other, after);
        Outcome.Proposed proposed = proposed(BEFORE, after, live);

        try (Connection connection = database.connect()) {
            PlanRun run = new PlanRun(connection);
            assertThat(proposed.questions()).isEmpty();
            assertThat(run.forward(proposed.plan())).isEmpty();
            assertThat(CatalogDifference.between(wanted, CatalogReader.read(connection)))
                    .isEmpty();
            assertThat(run.back(proposed.plan())).isEmpty();
            assertThat(CatalogDifference.between(live, CatalogReader.read(connection)))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "INCLUDING DEFAULTS",
                "INCLUDING CONSTRAINTS INCLUDING GENERATED",
                "INCLUDING IDENTITY",
                "INCLUDING INDEXES",
                "INCLUDING ALL EXCLUDING COMMENTS EXCLUDING STATISTICS",
                "INCLUDING ALL EXCLUDING COMMENTS EXCLUDING INDEXES EXCLUDING DEFAULTS",
            })
    void a_table_like_another_takes_over_what_it_says(String options) throws SQLException {
        String before = """
                CREATE TABLE source (
                    id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, n serial, a int DEFAULT 3 NOT NULL,
                    g int GENERATED ALWAYS AS (a * 2) STORED, t text, CHECK (a > 0), UNIQUE (a, t)
                );
                CREATE INDEX lower_t ON source (lower(t), a DESC) WHERE a > 1;
                """;
        String after = before + "CREATE TABLE copy (LIKE source " + options + ", more int);";
        Catalog live = catalog(database, before);
        Catalog wanted = catalog(other, after);

        try (Connection connection = database.connect()) {
            assertThat(new PlanRun(connection)
                            .forward(proposed(before, after, live).plan()))
                    .isEmpty();
            // From PostgreSQL 18 on NOT NULL has a name, too, which no declaration keeps.
            assertThat(CatalogDifference.between(wanted, CatalogReader.read(connection)))
                    .filteredOn(difference -> !difference.startsWith("not null name "))
                    .isEmpty();
        }
    }

    @Test
    void what_only_the_database_has_stays_and_what_it_has_already_is_not_made_again() throws SQLException {
        Catalog live = catalog(database, BEFORE + "CREATE VIEW mine AS SELECT kind FROM pets;");

        Outcome.Proposed proposed =
                proposed(BEFORE.replace("FROM pets;\nCREATE RULE", "FROM pets;\nCREATE RULE"), BEFORE + """
                        CREATE VIEW mine AS SELECT kind FROM pets;
                        ALTER TABLE pets ADD COLUMN age int;
                        """, live);

        assertThat(proposed.plan().steps())
                .singleElement()
                .satisfies(step -> assertThat(step.action().statements())
                        .singleElement()
                        .asString()
                        .contains("ADD COLUMN"));
        assertThat(proposed.notes()).anyMatch(note -> note.contains("already has the view public.mine"));
    }

    @Test
    void a_type_that_tables_use_and_what_is_not_read_is_named() throws SQLException {
        String after =
                BEFORE.replace("label AS varchar(20)", "label AS varchar(30)") + "GRANT SELECT ON people TO PUBLIC;\n";

        assertThat(Analysis.ofEveryLanguage(ProjectFacts.none())
                        .of(List.of(change(BEFORE, after)), catalog(database, BEFORE), LiveTables.empty())
                        .notes())
                .anyMatch(note -> note.contains("The domain public.label is another one"))
                .anyMatch(note -> note.contains("privileges on people"));
    }

    @Test
    void what_a_migration_of_the_change_makes_is_not_missing_in_it() {
        String more = "CREATE VIEW kinds AS SELECT kind FROM pets;\n";
        FileChange migration = new FileChange("db/migration/V2__kinds.sql", Optional.empty(), Optional.of(more));
        String other = "CREATE FUNCTION other() RETURNS int LANGUAGE sql AS 'SELECT 1';\n";

        assertThat(Analysis.ofEveryLanguage(ProjectFacts.none())
                        .withoutDatabase(List.of(change(BEFORE, BEFORE + more + other), migration))
                        .notes())
                .filteredOn(note -> note.startsWith("Missing in the migration"))
                .singleElement()
                .asString()
                .contains("The function public.other() is new");
    }

    private static Outcome.Proposed proposed(String before, String after, Catalog live) {
        return (Outcome.Proposed) Analysis.ofEveryLanguage(ProjectFacts.none())
                .of(List.of(change(before, after)), live, LiveTables.empty());
    }

    private static FileChange change(String before, String after) {
        return new FileChange(PATH, Optional.of(before), Optional.of(after));
    }

    private static Catalog catalog(TestDatabase fresh, String script) throws SQLException {
        fresh.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public; " + script);
        try (Connection connection = fresh.connect()) {
            return CatalogReader.read(connection);
        }
    }
}
