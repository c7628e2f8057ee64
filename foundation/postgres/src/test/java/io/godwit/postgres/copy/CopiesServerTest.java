package io.godwit.postgres.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.godwit.model.DatabaseName;
import io.godwit.model.Problem;
import io.godwit.postgres.DatabaseAddress;
import io.godwit.stack.test.TestDatabase;
import io.godwit.stack.test.TestStack;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CopiesServerTest {
    private static final CopyLimits LIMITS = new CopyLimits(Duration.ofHours(1), 1L << 30);

    private TestDatabase production;
    private CopiesServer copies;

    @BeforeEach
    void open() {
        production = TestStack.newDatabase();
        copies = CopiesServer.open(copiesServer());
    }

    @AfterEach
    void close() {
        copies.forget(name());
        copies.close();
        production.close();
    }

    @Test
    void a_copy_has_what_production_has_and_names_what_it_lacks() throws Exception {
        production.execute("""
                DO $$ BEGIN CREATE ROLE clerk LOGIN; EXCEPTION WHEN duplicate_object THEN NULL; END $$;
                CREATE SCHEMA app;
                CREATE EXTENSION citext;
                CREATE TYPE app.mood AS ENUM ('sad', 'it''s ok'); CREATE TYPE app.pair AS (a int, b text);
                CREATE DOMAIN app.email AS citext CHECK (VALUE ~ '@') NOT NULL;
                CREATE SEQUENCE app.codes START 7;
                CREATE FUNCTION app.next_code() RETURNS text LANGUAGE sql AS $$ SELECT 'c' || nextval('app.codes') $$;
                CREATE TABLE app."User" (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, email app.email UNIQUE,
                  mood app.mood DEFAULT 'sad', moods app.mood[], code text DEFAULT app.next_code(), pair app.pair,
                  twice bigint GENERATED ALWAYS AS (id * 2) STORED, kind regclass);
                CREATE TABLE app.orders (id serial PRIMARY KEY, "user" bigint NOT NULL REFERENCES app."User",
                  total numeric(10,2) CHECK (total >= 0)) WITH (fillfactor = 70);
                CREATE INDEX orders_open ON app.orders ("user") WHERE total > 10;
                CREATE TABLE events (at date NOT NULL, what text) PARTITION BY RANGE (at);
                CREATE TABLE events_2026 PARTITION OF events FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
                CREATE INDEX events_at ON events (at);
                CREATE VIEW app.rich AS SELECT u.*, o.total FROM app."User" u JOIN app.orders o ON o."user" = u.id;
                CREATE VIEW app.richer AS SELECT * FROM app.rich WHERE total > 100;
                CREATE MATERIALIZED VIEW app.sums AS SELECT sum(total) AS total FROM app.orders;
                CREATE FUNCTION app.touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
                CREATE TRIGGER touched BEFORE UPDATE ON app.orders FOR EACH ROW EXECUTE FUNCTION app.touch();
                ALTER TABLE app.orders ENABLE ROW LEVEL SECURITY; CREATE POLICY own ON app.orders TO clerk USING ("user" > 0);
                CREATE AGGREGATE app.total(numeric) (SFUNC = numeric_add, STYPE = numeric);
                INSERT INTO app."User" (email, moods, pair, kind)
                  SELECT 'u' || i || '@x', ARRAY['sad']::app.mood[], (i, 'b')::app.pair, 'events' FROM generate_series(1, 50) i;
                INSERT INTO app.orders ("user", total) SELECT 1 + i % 50, i FROM generate_series(1, 200) i;
                INSERT INTO events VALUES ('2026-05-05', 'x');
                REFRESH MATERIALIZED VIEW app.sums;
                CREATE SCHEMA godwit; CREATE TABLE godwit.ledger (id int);
                """);
        production.execute("ALTER DATABASE " + production.name() + " SET search_path = app, public");
        production.execute("ALTER DATABASE " + production.name() + " SET idle_in_transaction_session_timeout = '20ms'");

        Template template = template();
        DatabaseClone clone = copies.clone(template, "p");

        assertThat(template.report().orElseThrow().notCopied())
                .extracting(NotCopied::toString)
                .containsExactly("aggregate app.total(numeric) (Godwit does not copy this)");
        try (Connection copy = clone.connect("test");
                Connection original = production.connect()) {
            for (String query : List.of(
                    "SELECT * FROM \"User\" ORDER BY id",
                    "SELECT * FROM orders ORDER BY id",
                    "SELECT * FROM richer ORDER BY id, total",
                    "SELECT * FROM sums",
                    "SELECT tableoid::regclass, * FROM events",
                    "SELECT last_value, is_called FROM app.codes",
                    "SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint WHERE connamespace::regnamespace::text IN ('app', 'public') ORDER BY 1",
                    "SELECT indexdef FROM pg_indexes WHERE schemaname IN ('app', 'public') ORDER BY 1",
                    "SELECT table_name, column_name, column_default, is_identity, is_generated, data_type FROM information_schema.columns WHERE table_schema = 'app' ORDER BY table_name, ordinal_position",
                    "SELECT tgname, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal",
                    "SELECT policyname, roles FROM pg_policies",
                    "SELECT reloptions FROM pg_class WHERE relname = 'orders'")) {
                assertThat(rows(copy, query))
                        .as(query)
                        .isEqualTo(rows(original, query))
                        .isNotEmpty();
            }
            assertThat(rows(copy, "SELECT nspname FROM pg_namespace WHERE nspname = 'godwit'"))
                    .isEmpty();
            assertThat(rows(copy, "INSERT INTO orders (\"user\", total) VALUES (1, 1) RETURNING id"))
                    .containsExactly("[201]");
        }
        copies.drop(clone);
        assertThat(copies.cloneNames()).doesNotContain(clone.database());
    }

    @Test
    void a_hundred_thousand_rows_are_copied_once_and_again_only_when_the_catalog_changed() {
        production.execute("""
                CREATE TABLE users (id bigserial PRIMARY KEY, email text NOT NULL UNIQUE, name text);
                CREATE TABLE orders (id bigserial PRIMARY KEY, user_id bigint NOT NULL REFERENCES users, total numeric(10,2), at timestamptz DEFAULT now());
                CREATE INDEX ON orders (user_id);
                INSERT INTO users (email, name) SELECT 'u' || i || '@example.org', 'User ' || i FROM generate_series(1, 20000) i;
                INSERT INTO orders (user_id, total) SELECT 1 + i % 20000, i % 500 FROM generate_series(1, 80000) i""");

        CopyReport first = template().report().orElseThrow();

        assertThat(first.rows()).isEqualTo(100_000);
        assertThat(first.took()).isLessThan(Duration.ofMinutes(1));
        assertThat(template().report()).isEmpty();
        production.execute("ALTER TABLE users ADD COLUMN nickname text");
        assertThat(template().report()).isPresent();
        assertThatThrownBy(() ->
                        copies.template(name(), address(production), new CopyLimits(Duration.ZERO, 1000), _ -> {}))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("raise shadow.copy.max.bytes");
    }

    @Test
    void clones_of_a_process_that_is_no_more_are_removed_and_others_are_kept() {
        CopiesServer killed = CopiesServer.open(copiesServer());
        Template template = template();
        DatabaseClone left = killed.clone(template, "left");
        DatabaseClone kept = copies.clone(template, "kept");
        killed.close();
        try (CopiesServer another = CopiesServer.open(copiesServer())) {
            assertThat(another.cloneNames()).contains(kept.database()).doesNotContain(left.database());
        }
        copies.drop(kept);
    }

    @Test
    void a_copies_server_that_is_not_there_is_named() {
        DatabaseAddress nowhere = new DatabaseAddress("jdbc:postgresql://127.0.0.1:1/postgres", "postgres", "");
        assertThatThrownBy(() -> CopiesServer.open(nowhere))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("127.0.0.1:1/postgres")
                .hasMessageContaining("copies.url");
    }

    private Template template() {
        return copies.template(name(), address(production), LIMITS, _ -> {});
    }

    private DatabaseName name() {
        return new DatabaseName(production.name());
    }

    private static DatabaseAddress copiesServer() {
        return address(new TestDatabase(TestStack.copies(), "postgres"));
    }

    private static DatabaseAddress address(TestDatabase database) {
        return new DatabaseAddress(
                database.jdbcUrl(),
                database.address().user(),
                database.address().password());
    }

    private static List<String> rows(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(query)) {
            List<String> rows = new ArrayList<>();
            while (found.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= found.getMetaData().getColumnCount(); i++) {
                    row.add(String.valueOf(found.getString(i)));
                }
                rows.add(row.toString());
            }
            return rows;
        }
    }
}
