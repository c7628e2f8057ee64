package io.godwit.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/// The shop's production database: the tables its first migration makes, about 100,000 rows, and two roles.
public final class ShopDatabase {
    /// Owns the tables.
    public static final String OWNER = "shop";
    /// What the application connects as.
    public static final String APPLICATION = "shop_app";

    private static final String FIRST_MIGRATION = "prisma/migrations/20260301090000_first_version/migration.sql";

    /// Every pair of customer and product has at most one review.
    private static final String ROWS = """
            INSERT INTO customers (email, name, city, created_at)
            SELECT 'customer' || n || '@example.com', 'Customer ' || n,
                   (ARRAY['Groningen', 'Porto', 'Tallinn', 'Cork', 'Bergen'])[1 + n % 5],
                   CURRENT_TIMESTAMP - n * interval '37 minutes'
            FROM generate_series(1, :customers) n;
            INSERT INTO products (name, description, price_cents, stock)
            SELECT (ARRAY['Lamp', 'Chair', 'Kettle', 'Scarf', 'Globe', 'Rug', 'Clock', 'Tray'])[1 + n % 8] || ' No. ' || n,
                   'A fine thing, made by hand, number ' || n || ' of its series.', 500 + n * 37 % 20000, 1000000
            FROM generate_series(1, :products) n;
            INSERT INTO orders (customer_id, status, total_cents, placed_at)
            SELECT 1 + n * 7919 % :customers, CASE WHEN n % 10 = 0 THEN 'new' ELSE 'paid' END, 1000 + n % 50000,
                   CURRENT_TIMESTAMP - (:orders - n) * interval '11 minutes'
            FROM generate_series(1, :orders) n;
            INSERT INTO order_items (order_id, product_id, quantity, price_cents)
            SELECT 1 + n / 2, 1 + n * 7919 % :products, 1 + n % 3, 500 + n % 20000
            FROM generate_series(0, 2 * :orders - 1) n;
            INSERT INTO reviews (customer_id, product_id, stars, body, created_at)
            SELECT 1 + n % :customers, 1 + (n % :customers * 7 + n / :customers * 331) % :products, 1 + n * 13 % 5, 'Review ' || n,
                   CURRENT_TIMESTAMP - n * interval '17 minutes'
            FROM generate_series(0, :reviews - 1) n;
            """;

    static final int CUSTOMERS = 10_000;
    static final int PRODUCTS = 1_000;
    static final int ORDERS = 24_000;
    static final int REVIEWS = 18_000;

    private ShopDatabase() {}

    /// Creates the shop's two roles and its empty database.
    ///
    /// @param administrator a superuser, in any database of the server
    public static void create(Login administrator, String database, String ownerPassword, String applicationPassword)
            throws SQLException {
        try (Connection connection = administrator.connect("godwit-demo");
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE ROLE %s LOGIN PASSWORD '%s'".formatted(OWNER, ownerPassword));
            statement.execute("CREATE ROLE %s LOGIN PASSWORD '%s'".formatted(APPLICATION, applicationPassword));
            statement.execute("ALTER ROLE %s SET log_min_duration_statement = 0".formatted(APPLICATION));
            statement.execute("CREATE DATABASE %s OWNER %s".formatted(database, OWNER));
        }
    }

    /// Makes the tables as the application's first migration does, and fills them.
    ///
    /// @param owner       the role [#OWNER] in the shop's database
    /// @param application the folder of the shop's code
    public static void fill(Login owner, Path application) throws SQLException, IOException {
        try (Connection connection = owner.connect("godwit-demo");
                Statement statement = connection.createStatement()) {
            statement.execute(Files.readString(application.resolve(FIRST_MIGRATION)));
            statement.execute(rows());
            statement.execute("GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO " + APPLICATION);
            statement.execute("GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO " + APPLICATION);
            statement.execute(
                    "ALTER DEFAULT PRIVILEGES GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO " + APPLICATION);
            statement.execute("ALTER DEFAULT PRIVILEGES GRANT USAGE ON SEQUENCES TO " + APPLICATION);
            statement.execute("VACUUM ANALYZE");
        }
    }

    private static String rows() {
        return ROWS.replace(":customers", String.valueOf(CUSTOMERS))
                .replace(":products", String.valueOf(PRODUCTS))
                .replace(":orders", String.valueOf(ORDERS))
                .replace(":reviews", String.valueOf(REVIEWS));
    }

    /// How many rows the shop's tables hold together, as the statistics know them.
    public static long rowCount(Login owner) throws SQLException {
        try (Connection connection = owner.connect("godwit-demo");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT coalesce(sum(reltuples), 0)::bigint FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace")) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
