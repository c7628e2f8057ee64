package io.godwit.shadow;

import io.godwit.events.CaptureSource;
import io.godwit.events.CapturedQuery;
import io.godwit.events.CapturedStatement;
import io.godwit.events.ChangeReference;
import io.godwit.events.MigrationValidated;
import io.godwit.events.Verdict;
import io.godwit.migrationevents.PlanEvents;
import io.godwit.model.ContentHash;
import io.godwit.model.DatabaseName;
import io.godwit.model.MigrationId;
import io.godwit.model.plan.Plan;
import io.godwit.model.plan.Step;
import io.godwit.postgres.DatabaseAddress;
import io.godwit.stack.test.TestDatabase;
import io.godwit.stack.test.TestStack;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// A small production database and the queries its application was seen to send.
final class Shop {
    static final String SCRIPT = """
            CREATE TABLE users (id bigserial PRIMARY KEY, email text NOT NULL UNIQUE, nickname text, created_at timestamptz NOT NULL DEFAULT now());
            CREATE TABLE products (id bigserial PRIMARY KEY, name text NOT NULL, price numeric(10,2) NOT NULL);
            CREATE TABLE orders (id bigserial PRIMARY KEY, user_id bigint NOT NULL REFERENCES users, status text NOT NULL, total numeric(10,2) NOT NULL, at timestamptz NOT NULL DEFAULT now());
            CREATE TABLE order_items (order_id bigint NOT NULL REFERENCES orders, product_id bigint NOT NULL REFERENCES products, quantity int NOT NULL, PRIMARY KEY (order_id, product_id));
            CREATE TABLE audit (id bigserial PRIMARY KEY, what text); INSERT INTO audit (what) VALUES ('x');
            CREATE INDEX orders_user_id ON orders (user_id);
            INSERT INTO users (email, nickname) SELECT 'u' || i || '@example.org', 'nick' || i FROM generate_series(1, 10000) i;
            INSERT INTO products (name, price) SELECT 'p' || i, i % 100 FROM generate_series(1, 1000) i;
            INSERT INTO orders (user_id, status, total, at) SELECT 1 + i % 10000, CASE WHEN i % 10 = 0 THEN 'open' ELSE 'done' END, i % 500, now() - i * interval '1 minute' FROM generate_series(1, 40000) i;
            INSERT INTO order_items SELECT 1 + i % 40000, 1 + i % 1000, 1 + i % 5 FROM generate_series(1, 48000) i ON CONFLICT DO NOTHING;
            """;
    /// Query, then how to make its parameters from a number.
    static final Map<String, List<String>> QUERIES = Map.of(
            "SELECT id, email, nickname FROM users WHERE id = $1", List.of("%d"),
            "SELECT * FROM users WHERE email = $1", List.of("u%d@example.org"),
            "SELECT id, status, total FROM orders WHERE user_id = $1 ORDER BY at DESC LIMIT 10", List.of("%d"),
            "SELECT status, count(*), sum(total) FROM orders GROUP BY status", List.of(),
            "SELECT p.name, i.quantity FROM order_items i JOIN products p ON p.id = i.product_id WHERE i.order_id = $1",
                    List.of("%d"),
            "INSERT INTO orders (user_id, status, total) VALUES ($1, $2, $3) RETURNING id",
                    List.of("%d", "open", "12.50"),
            "UPDATE orders SET status = 'done' WHERE id = $1", List.of("%d"),
            "SELECT now(), count(*) FROM products", List.of(),
            "BEGIN", List.of());

    final TestDatabase database = TestStack.newDatabase();

    Shop() {
        database.execute(SCRIPT);
    }

    DatabaseName name() {
        return new DatabaseName(database.name());
    }

    DatabaseAddress address() {
        return new DatabaseAddress(
                database.jdbcUrl(),
                database.address().user(),
                database.address().password());
    }

    List<CapturedQuery> captured(int callsOfEach) {
        List<CapturedQuery> captured = new ArrayList<>();
        long sequence = 0;
        for (Map.Entry<String, List<String>> query : QUERIES.entrySet()) {
            for (int i = 1; i <= callsOfEach; i++) {
                int number = 1 + i * 37 % 9000;
                captured.add(CapturedQuery.newBuilder()
                        .setDatabase(database.name())
                        .setSession("session" + i % 3)
                        .setSequence(sequence++)
                        .setSource(CaptureSource.QUERY_LOG)
                        .setRole("app")
                        .setApplication("shop")
                        .setTransaction("")
                        .setStartedAt(Instant.EPOCH.plusMillis(sequence))
                        .setWhat(CapturedStatement.newBuilder()
                                .setSql(query.getKey())
                                .setParameters(query.getValue().stream()
                                        .map(form -> form.formatted(number))
                                        .toList())
                                .build())
                        .build());
            }
        }
        return captured;
    }

    MigrationValidated validated(Step... steps) {
        Plan plan = new Plan(ContentHash.of(""), Arrays.asList(steps));
        return MigrationValidated.newBuilder()
                .setMigrationId(MigrationId.of("shop", plan.hash().hexadecimal(), name())
                        .value())
                .setDatabase(database.name())
                .setChange(ChangeReference.newBuilder()
                        .setRepository("shop")
                        .setBaseRevision("a")
                        .setHeadRevision("b")
                        .build())
                .setPlan(PlanEvents.toEvent(plan))
                .setFindings(List.of())
                .setVerdict(Verdict.APPROVED)
                .setReason("fine")
                .setValidatedAt(Instant.EPOCH)
                .build();
    }
}
