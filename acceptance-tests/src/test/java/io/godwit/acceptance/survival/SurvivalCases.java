package io.godwit.acceptance.survival;

import static io.godwit.acceptance.survival.Client.numbers;
import static io.godwit.acceptance.survival.Client.oneOf;
import static io.godwit.acceptance.survival.Client.orNull;
import static io.godwit.acceptance.survival.Client.words;

import io.godwit.acceptance.survival.Client.Column;
import io.godwit.acceptance.survival.SurvivalCase.Equal;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.diff.Rename;
import java.util.List;
import java.util.Optional;

/// Cases that use every safe pattern.
final class SurvivalCases {
    /// Enough for the patterns that leave small tables alone.
    static final int ROWS = 21_000;

    private SurvivalCases() {}

    static List<SurvivalCase> all() {
        return List.of(
                keysAndIndexes(),
                filledColumns(),
                otherTypes(),
                fewerLabels(),
                removals(),
                partitions(),
                PartitionCases.type(),
                PartitionCases.name(),
                newKey(),
                usersTrigger(),
                renamedColumn(),
                renamedTable(),
                widerKey(),
                WrittenCases.update(),
                WrittenCases.delete(),
                WrittenCases.attach(),
                numberedColumn(),
                mergedColumns(),
                PublishedCases.listed(),
                ViewCases.otherQuery(),
                ViewCases.otherOrder());
    }

    /// Index, unique key, foreign key, check, required column, one index dropped, one new label, one new table.
    private static SurvivalCase keysAndIndexes() {
        String columns = "id bigint PRIMARY KEY, code bigint NOT NULL, customer bigint, n int, note text, state text";
        String common = "CREATE TABLE customers (id bigint PRIMARY KEY); CREATE SCHEMA twin;"
                + " CREATE TABLE twin.orders (" + columns + ");";
        String before = "CREATE TYPE level AS ENUM ('low', 'high');" + common + "CREATE TABLE orders (" + columns
                + "); CREATE INDEX orders_old ON orders (state);"
                + " INSERT INTO customers SELECT generate_series(0, 99);"
                + rows("orders", "i, i * 1000003::bigint, i % 100, i % 7, 'w' || i, 'open'");
        String after = "CREATE TYPE level AS ENUM ('low', 'middle', 'high');" + common + "CREATE TABLE orders ("
                + columns.replace("note text", "note text NOT NULL")
                + ", CONSTRAINT orders_code_key UNIQUE (code), CONSTRAINT orders_n_check CHECK (n >= 0),"
                + " CONSTRAINT orders_customer_fkey FOREIGN KEY (customer) REFERENCES customers (id));"
                + " CREATE INDEX orders_n_idx ON orders (n); CREATE UNIQUE INDEX orders_code_state_idx ON orders (code, state);"
                + " CREATE TABLE remarks (id bigint PRIMARY KEY, level level NOT NULL, orders bigint"
                + " CONSTRAINT remarks_orders_fkey REFERENCES orders (id));";
        Client client = Client.of(
                "orders",
                Column.unique("code"),
                Column.of("customer", orNull(numbers(100))),
                Column.of("n", orNull(numbers(9))),
                Column.of("note", words()),
                Column.of("state", oneOf("open", "sent", "paid")));
        return unchanged("keys-and-indexes", before, after, client, "id, code, customer, n, note, state", "orders");
    }

    /// A default that differs from row to row, one that does not, and a required column that old code does not know.
    private static SurvivalCase filledColumns() {
        String columns = "id bigint PRIMARY KEY, n int";
        String before = "CREATE SCHEMA twin; CREATE TABLE twin.parts (" + columns + "); CREATE TABLE parts (" + columns
                + ");" + rows("parts", "i, i % 7");
        String after = "CREATE SCHEMA twin; CREATE TABLE twin.parts (" + columns + "); CREATE TABLE parts (" + columns
                + ", token uuid NOT NULL DEFAULT gen_random_uuid(), weight int NOT NULL DEFAULT 3,"
                + " made timestamptz NOT NULL DEFAULT clock_timestamp())";
        Client client = Client.of("parts", Column.of("n", orNull(numbers(9))));
        return new SurvivalCase(
                "filled-columns",
                before,
                after,
                List.of(),
                client,
                Optional.of(client),
                List.of(
                        new Equal("SELECT id, n, weight FROM parts", "SELECT id, n, 3 FROM twin.parts"),
                        new Equal(
                                "SELECT count(DISTINCT token) FROM parts",
                                "SELECT count(DISTINCT id) FROM twin.parts")),
                List.of(new Equal("SELECT id, n FROM parts", "SELECT id, n FROM twin.parts")));
    }

    /// Two columns get another type; one has a default, an index, a unique key and a check, the other is text that
    /// becomes a number.
    static SurvivalCase otherTypes() {
        String twin = "CREATE SCHEMA twin; CREATE TABLE twin.bills (id bigint PRIMARY KEY, n bigint, amount text);";
        String shape = "CREATE TABLE bills (id bigint PRIMARY KEY, n %s NOT NULL DEFAULT 7, amount %s,"
                + " CONSTRAINT bills_n_check CHECK (n >= 0), CONSTRAINT bills_n_id_key UNIQUE (n, id));"
                + " CREATE INDEX bills_n_idx ON bills (n); CREATE INDEX bills_amount_idx ON bills (amount);";
        String before = twin + shape.formatted("int", "numeric(10,2)") + rows("bills", "i, i % 7, i % 50");
        String after = twin + shape.formatted("bigint", "text");
        Client old = Client.of(
                "bills", Column.of("n", numbers(1000)), Column.of("amount", orNull(random -> cents(random.nextInt()))));
        return new SurvivalCase(
                "other-types",
                before,
                after,
                List.of(),
                old,
                Optional.of(old),
                List.of(new Equal(
                        "SELECT id, n, amount::numeric FROM bills", "SELECT id, n, amount::numeric FROM twin.bills")),
                List.of(new Equal("SELECT id, n, amount FROM bills", "SELECT id, n, amount::numeric FROM twin.bills")));
    }

    private static String cents(int value) {
        return "%d.%02d".formatted(Math.floorMod(value, 100_000), Math.floorMod(value, 100));
    }

    /// An enum loses a label that no row has. The type is named with each row that is written, as many clients do.
    static SurvivalCase fewerLabels() {
        String twin = "CREATE SCHEMA twin; CREATE TABLE twin.tasks (id bigint PRIMARY KEY, state text, n int);";
        String table = "CREATE TABLE tasks (id bigint PRIMARY KEY, state state NOT NULL DEFAULT 'open', n int);"
                + " CREATE INDEX tasks_state_idx ON tasks (state);"
                + " CREATE FUNCTION known() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
                + " IF NEW.state < 'open'::state THEN RAISE 'unknown'; END IF; RETURN NEW; END $$;"
                + " CREATE TRIGGER known BEFORE INSERT OR UPDATE ON tasks FOR EACH ROW EXECUTE FUNCTION known();";
        String before = "CREATE TYPE state AS ENUM ('open', 'never', 'done');" + twin + table
                + rows("tasks", "i, (ARRAY['open', 'done'])[i % 2 + 1]::state, i % 7");
        String after = "CREATE TYPE state AS ENUM ('open', 'done');" + twin + table;
        Client client =
                Client.of("tasks", Column.of("state", oneOf("open", "done")), Column.of("n", orNull(numbers(9))));
        return unchanged("fewer-labels", before, after, client, "id, state::text, n", "tasks");
    }

    /// A column, a constraint, an index and a table go.
    private static SurvivalCase removals() {
        String twin = "CREATE SCHEMA twin; CREATE TABLE twin.users (id bigint PRIMARY KEY, name text, phone text);";
        String before = twin + "CREATE TABLE users (id bigint PRIMARY KEY, name text, phone text,"
                + " CONSTRAINT users_name_check CHECK (name <> '')); CREATE INDEX users_name_idx ON users (name);"
                + " CREATE TABLE sessions (id bigint PRIMARY KEY); INSERT INTO sessions VALUES (1);"
                + rows("users", "i, 'w' || i, 'p' || i");
        String after = twin + "CREATE TABLE users (id bigint PRIMARY KEY, name text);";
        Client old = Client.of("users", Column.of("name", words()), Column.of("phone", orNull(words())));
        Client fresh = Client.of("users", Column.of("name", words()));
        return new SurvivalCase(
                "removals",
                before,
                after,
                List.of(),
                old,
                Optional.of(fresh),
                List.of(new Equal("SELECT id, name FROM users", "SELECT id, name FROM twin.users")),
                List.of(new Equal("SELECT id, name, phone FROM users", "SELECT id, name, phone FROM twin.users")));
    }

    /// An index and a check on a table in two partitions.
    private static SurvivalCase partitions() {
        String twin = "CREATE SCHEMA twin; CREATE TABLE twin.events (id bigint PRIMARY KEY, n int, kind text);";
        String table = "CREATE TABLE events (id bigint PRIMARY KEY, n int, kind text%s) PARTITION BY RANGE (id);"
                + " CREATE TABLE events_low PARTITION OF events FOR VALUES FROM (MINVALUE) TO (10000);"
                + " CREATE TABLE events_high PARTITION OF events FOR VALUES FROM (10000) TO (MAXVALUE);";
        String before = twin + table.formatted("") + rows("events", "i, i % 7, 'w' || i");
        String after = twin + table.formatted("") + "CREATE INDEX events_n_idx ON events (n);";
        Client client = Client.of("events", Column.of("n", orNull(numbers(9))), Column.of("kind", words()));
        return unchanged("partitions", before, after, client, "id, n, kind", "events");
    }

    /// A table without a primary key gets one.
    private static SurvivalCase newKey() {
        String twin = "CREATE SCHEMA twin; CREATE TABLE twin.hits (id bigint PRIMARY KEY, n int);";
        String before = twin + "CREATE TABLE hits (id bigint NOT NULL UNIQUE, n int);" + rows("hits", "i, i % 7");
        String after = twin + "CREATE TABLE hits (id bigint NOT NULL UNIQUE, n int,"
                + " CONSTRAINT hits_pkey PRIMARY KEY (id), seen timestamptz NOT NULL DEFAULT clock_timestamp());";
        Client client = Client.of("hits", Column.of("n", orNull(numbers(9))));
        return unchanged("new-key", before, after, client, "id, n", "hits");
    }

    /// A table with a trigger of the user's own, which changes what is written, gets another type. Its name comes late
    /// in the order in which triggers fire.
    private static SurvivalCase usersTrigger() {
        String function = "CREATE SCHEMA twin; CREATE FUNCTION rounded() RETURNS trigger LANGUAGE plpgsql AS"
                + " 'BEGIN NEW.n := NEW.n - NEW.n % 10; RETURN NEW; END';";
        String twin = function + "CREATE TABLE twin.sums (id bigint PRIMARY KEY, n bigint);"
                + " CREATE TRIGGER zz_rounded BEFORE INSERT OR UPDATE ON twin.sums FOR EACH ROW EXECUTE FUNCTION rounded();";
        String table = "CREATE TABLE sums (id bigint PRIMARY KEY, n %s);"
                + " CREATE TRIGGER zz_rounded BEFORE INSERT OR UPDATE ON sums FOR EACH ROW EXECUTE FUNCTION rounded();";
        return unchanged(
                "users-trigger",
                twin + table.formatted("int") + rows("sums", "i, i % 700"),
                twin + table.formatted("bigint"),
                Client.of("sums", Column.of("n", orNull(numbers(100_000)))),
                "id, n",
                "sums");
    }

    /// A column has another name; old code writes the one, new code the other, for a while side by side.
    private static SurvivalCase renamedColumn() {
        String twin = "CREATE SCHEMA twin; CREATE TABLE twin.people (id bigint PRIMARY KEY, name text, n int);";
        String table = "CREATE TABLE people (id bigint PRIMARY KEY, %1$s text NOT NULL DEFAULT 'nobody', n int);"
                + " CREATE INDEX people_%1$s_idx ON people (%1$s);";
        Client old = Client.of("people", Column.of("name", words()), Column.of("n", orNull(numbers(9))));
        Client fresh = Client.of(
                "people", new Column("full_name", "name", words(), false), Column.of("n", orNull(numbers(9))));
        return new SurvivalCase(
                "renamed-column",
                twin + table.formatted("name") + rows("people", "i, 'w' || i, i % 7"),
                twin + table.formatted("full_name"),
                List.of(new Rename.OfColumn(ObjectName.inPublic("people"), "name", "full_name")),
                old,
                Optional.of(fresh),
                List.of(new Equal("SELECT id, full_name, n FROM people", "SELECT id, name, n FROM twin.people")),
                List.of(new Equal("SELECT id, name, n FROM people", "SELECT id, name, n FROM twin.people")));
    }

    /// A table has another name; old code writes through the old one.
    private static SurvivalCase renamedTable() {
        String twin = "CREATE SCHEMA twin; CREATE TABLE twin.carts (id bigint PRIMARY KEY, n int, kind text);";
        String table = "CREATE TABLE %1$s (id bigint CONSTRAINT %1$s_pkey PRIMARY KEY, n int, kind text DEFAULT 'a');";
        Column[] columns = {Column.of("n", orNull(numbers(9))), Column.of("kind", words())};
        return new SurvivalCase(
                "renamed-table",
                twin + table.formatted("carts") + rows("carts", "i, i % 7, 'w' || i"),
                twin + table.formatted("baskets"),
                List.of(new Rename.OfTable(ObjectName.inPublic("carts"), ObjectName.inPublic("baskets"))),
                Client.of("carts", columns),
                Optional.of(new Client("public.baskets", "twin.carts", "id", List.of(columns))),
                List.of(new Equal("SELECT id, n, kind FROM baskets", "SELECT id, n, kind FROM twin.carts")),
                List.of(new Equal("SELECT id, n, kind FROM carts", "SELECT id, n, kind FROM twin.carts")));
    }

    /// A key and the foreign key that refers to it get a wider type.
    private static SurvivalCase widerKey() {
        String tables = "CREATE TABLE %1$sheads (id %2$s PRIMARY KEY, n int);"
                + " CREATE TABLE %1$slines (id bigint PRIMARY KEY, head %2$s CONSTRAINT lines_head_fkey"
                + " REFERENCES %1$sheads (id) ON DELETE CASCADE); CREATE INDEX ON %1$slines (head);";
        String twin = "CREATE SCHEMA twin;" + tables.formatted("twin.", "bigint");
        return new SurvivalCase(
                "wider-key",
                twin + tables.formatted("", "int") + rows("heads", "i, i % 7") + rows("lines", "i, i"),
                twin + tables.formatted("", "bigint"),
                List.of(),
                Client.of("heads", Column.of("n", orNull(numbers(9)))),
                Optional.of(Client.of("heads", Column.of("n", orNull(numbers(9))))),
                List.of(
                        new Equal("SELECT id, n FROM heads", "SELECT id, n FROM twin.heads"),
                        new Equal("SELECT id, head FROM lines", "SELECT id, head FROM twin.lines")),
                List.of(
                        new Equal("SELECT id, n FROM heads", "SELECT id, n FROM twin.heads"),
                        new Equal("SELECT id, head FROM lines", "SELECT id, head FROM twin.lines")));
    }

    /// A column whose values come from a sequence: each row has one of its own.
    private static SurvivalCase numberedColumn() {
        String twin = "CREATE SCHEMA twin; CREATE TABLE twin.tickets (id bigint PRIMARY KEY, n int);";
        String table = "CREATE TABLE tickets (id bigint PRIMARY KEY, n int%s);";
        Client client = Client.of("tickets", Column.of("n", orNull(numbers(9))));
        List<Equal> same = List.of(new Equal("SELECT id, n FROM tickets", "SELECT id, n FROM twin.tickets"));
        return new SurvivalCase(
                "numbered-column",
                twin + table.formatted("") + rows("tickets", "i, i % 7"),
                twin + table.formatted(", nr bigint GENERATED BY DEFAULT AS IDENTITY"),
                List.of(),
                client,
                Optional.of(client),
                List.of(
                        same.getFirst(),
                        new Equal("SELECT count(DISTINCT nr) FROM tickets", "SELECT count(*) FROM twin.tickets")),
                same);
    }

    /// Two columns become one: it follows them until the new code is there, then they are put aside and go.
    private static SurvivalCase mergedColumns() {
        String twin = "CREATE SCHEMA twin; CREATE TABLE twin.contacts (id bigint PRIMARY KEY, first text, last text);";
        String table = "CREATE TABLE contacts (id bigint PRIMARY KEY, %s);";
        String names = "first text NOT NULL, last text NOT NULL";
        return new SurvivalCase(
                        "merged-columns",
                        twin + table.formatted(names) + rows("contacts", "i, 'a' || i, 'b' || i"),
                        twin + table.formatted("whole text"),
                        List.of(),
                        Client.of("contacts", Column.of("first", words()), Column.of("last", words())),
                        Optional.empty(),
                        List.of(new Equal(
                                "SELECT id, whole FROM contacts",
                                "SELECT id, first || ' ' || last FROM twin.contacts")),
                        List.of(new Equal(
                                "SELECT id, first, last FROM contacts", "SELECT id, first, last FROM twin.contacts")))
                .filling("contacts.whole", "first || ' ' || last");
    }

    private static SurvivalCase unchanged(
            String name, String before, String after, Client client, String columns, String table) {
        List<Equal> same = List.of(new Equal(
                "SELECT " + columns + " FROM " + table,
                "SELECT " + columns.replace("::text", "") + " FROM twin." + table));
        return new SurvivalCase(name, before, after, List.of(), client, Optional.of(client), same, same);
    }

    static String rows(String table, String values) {
        return " INSERT INTO " + table + " SELECT " + values + " FROM generate_series(1, " + ROWS
                + ") i; INSERT INTO twin." + table + " SELECT * FROM " + table + "; ANALYZE;";
    }
}
