package io.godwit.analyzer.written;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.analyzer.FileChange;
import io.godwit.analyzer.model.ProjectFacts;
import io.godwit.model.catalog.Catalog;
import io.godwit.model.plan.Plan;
import io.godwit.model.plan.Reversibility;
import io.godwit.model.planning.Knowledge;
import io.godwit.postgres.catalog.CatalogReader;
import io.godwit.postgres.proof.CatalogDifference;
import io.godwit.postgres.proof.PlanRun;
import io.godwit.stack.test.TestDatabase;
import io.godwit.stack.test.TestStack;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Views, functions, triggers and policies that a migration drops or replaces come back as the database defined them.
class WrittenObjectsTest {
    private static final String SETUP = """
            CREATE TABLE people (id serial PRIMARY KEY, name text NOT NULL, boss int REFERENCES people);
            CREATE TABLE pets (id int PRIMARY KEY, owner int REFERENCES people, kind text);
            COMMENT ON COLUMN pets.kind IS 'cat or dog';
            CREATE VIEW "Names" AS SELECT id, name FROM people;
            CREATE VIEW short_names AS SELECT id, left(name, 3) AS name FROM "Names";
            CREATE MATERIALIZED VIEW pet_count AS SELECT owner, count(*) AS pets FROM pets GROUP BY owner;
            CREATE UNIQUE INDEX pet_count_owner ON pet_count (owner);
            CREATE FUNCTION shout(a text) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT upper(a)';
            CREATE FUNCTION shout(a int, b text DEFAULT 'x,)') RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT b';
            CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
            CREATE TRIGGER touched BEFORE UPDATE OF name ON people FOR EACH ROW EXECUTE FUNCTION touch();
            ALTER TABLE pets ENABLE ROW LEVEL SECURITY;
            CREATE POLICY seen ON pets FOR SELECT USING (kind <> 'secret');
            CREATE STATISTICS pet_stat ON owner, kind FROM pets;
            CREATE DOMAIN label AS text CHECK (length(VALUE) < 20);
            CREATE SEQUENCE numbers START 100 INCREMENT 5;
            CREATE TABLE twice (a int UNIQUE, b int);
            ALTER TABLE twice ADD CONSTRAINT again UNIQUE (a);
            CREATE TABLE tickets (no bigint DEFAULT nextval('numbers'));
            ALTER SEQUENCE numbers OWNED BY tickets.no;
            """;

    private static TestDatabase database;

    @BeforeAll
    static void open() {
        database = TestStack.newDatabase();
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DROP VIEW short_names",
                "DROP VIEW \"Names\" CASCADE",
                "DROP VIEW IF EXISTS short_names; DROP VIEW IF EXISTS \"Names\"; DROP VIEW IF EXISTS nothing;"
                        + " CREATE VIEW \"Names\" AS SELECT name FROM people",
                "CREATE OR REPLACE VIEW \"Names\" AS SELECT id, name, boss FROM people",
                "CREATE OR REPLACE VIEW bosses AS SELECT boss FROM people",
                "DROP MATERIALIZED VIEW pet_count; CREATE MATERIALIZED VIEW pet_count AS SELECT 1 AS one",
                "DROP FUNCTION shout(text)",
                "DROP FUNCTION IF EXISTS public.shout(int, b text), touch() CASCADE",
                "CREATE OR REPLACE FUNCTION shout(a text) RETURNS text LANGUAGE sql AS 'SELECT a'",
                "CREATE OR REPLACE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN OLD; END'",
                "CREATE OR REPLACE FUNCTION whisper(a text, b int DEFAULT 3) RETURNS text LANGUAGE sql AS 'SELECT a'",
                "CREATE FUNCTION shout(a date, b text = 'y') RETURNS text LANGUAGE sql AS 'SELECT b'",
                "DROP FUNCTION IF EXISTS nothing(int); CREATE FUNCTION nothing(a int) RETURNS int LANGUAGE sql AS 'SELECT 1'",
                "DROP TRIGGER touched ON people",
                "CREATE OR REPLACE TRIGGER touched AFTER INSERT ON people FOR EACH ROW EXECUTE FUNCTION touch()",
                "ALTER TRIGGER touched ON people RENAME TO felt",
                "DROP POLICY seen ON pets; CREATE POLICY seen ON pets USING (true)",
                "ALTER POLICY seen ON pets USING (true)",
                "DROP STATISTICS pet_stat",
                "DROP DOMAIN label",
                "COMMENT ON COLUMN \"public\".pets.kind IS 'a bird'; COMMENT ON TABLE people IS 'us'",
                "DROP TABLE pets CASCADE",
                "DROP TABLE people CASCADE",
                "DROP TABLE tickets",
                "DROP TABLE twice",
                "ALTER TABLE people DROP COLUMN name CASCADE",
                "ALTER TABLE pets DROP COLUMN kind CASCADE",
                "DROP TABLE pets CASCADE; CREATE TABLE pets (id int)"
            })
    void what_goes_comes_back(String migration) throws SQLException {
        try (Connection connection = database.connect()) {
            database.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public; " + SETUP);
            Catalog before = CatalogReader.read(connection);
            Plan plan = plan(migration, before, Knowledge.OF_DATABASE);
            PlanRun run = new PlanRun(connection);

            assertThat(run.forward(plan)).isEmpty();
            assertThat(CatalogReader.read(connection)).isNotEqualTo(before);
            assertThat(plan.steps()).noneMatch(step -> step.rollback().reversibility() == Reversibility.IMPOSSIBLE);
            assertThat(run.back(plan)).isEmpty();

            assertThat(CatalogDifference.between(before, CatalogReader.read(connection)))
                    .isEmpty();
        }
    }

    @Test
    void what_nobody_knows_the_definition_of_cannot_be_brought_back() {
        Plan plan = plan("DROP VIEW seen; DROP FUNCTION f(int)", Catalog.empty(), Knowledge.OF_MODELS);

        assertThat(plan.steps())
                .extracting(step -> step.rollback().reversibility())
                .containsOnly(Reversibility.IMPOSSIBLE);
    }

    private static Plan plan(String migration, Catalog before, Knowledge knowledge) {
        FileChange file =
                new FileChange("db/migration/V2__change.sql", Optional.empty(), Optional.of(migration + ";\n"));
        WrittenMigrations migrations = WrittenMigrations.in(List.of(file), ProjectFacts.none());
        return WrittenPlan.of(migrations, before, knowledge, StatementTrial.onPaper())
                .plan();
    }
}
