package io.godwit.demo;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/// The statements the shop's code sends one at a time, with how often it sends each.
enum ShopQuery {
    PRODUCT_PAGE(
            24,
            "SELECT name, description, price_cents, stock FROM products WHERE id = ?",
            (statement, random) -> statement.setInt(1, product(random))),
    SEARCH(
            8,
            "SELECT id, name, price_cents FROM products WHERE name LIKE ? ORDER BY name LIMIT 20",
            (statement, random) -> statement.setString(1, "Lamp No. " + (1 + random.nextInt(9)) + "%")),
    FEED_ENTRY(
            8,
            "SELECT name, description FROM products WHERE id = ?",
            (statement, random) -> statement.setInt(1, product(random))),
    SIGN_IN(
            10,
            "SELECT id, name, city FROM customers WHERE email = ?",
            (statement, random) -> statement.setString(1, "customer" + customer(random) + "@example.com")),
    ORDERS_OF_CUSTOMER(
            12,
            "SELECT id, status, total_cents, placed_at FROM orders WHERE customer_id = ? ORDER BY placed_at DESC, id DESC LIMIT 10",
            (statement, random) -> statement.setInt(1, customer(random))),
    ITEMS_OF_ORDER(
            10,
            "SELECT i.id, p.name, i.quantity, i.price_cents FROM order_items i JOIN products p ON p.id = i.product_id WHERE i.order_id = ? ORDER BY i.id",
            (statement, random) -> statement.setInt(1, order(random))),
    NEW_ORDERS(
            2,
            "SELECT id, customer_id, total_cents FROM orders ORDER BY placed_at DESC, id DESC LIMIT 20",
            (statement, random) -> {}),
    REVIEWS_OF_PRODUCT(
            10,
            "SELECT r.id, r.stars, r.body, c.name FROM reviews r JOIN customers c ON c.id = r.customer_id WHERE r.product_id = ? ORDER BY r.created_at DESC, r.id DESC LIMIT 10",
            (statement, random) -> statement.setInt(1, product(random))),
    AVERAGE_STARS(
            6,
            "SELECT avg(stars), count(*) FROM reviews WHERE product_id = ?",
            (statement, random) -> statement.setInt(1, product(random))),
    MARK_PAID(
            4,
            "UPDATE orders SET status = 'paid' WHERE id = ?",
            (statement, random) -> statement.setInt(1, order(random)));

    private interface Parameters {
        void bind(PreparedStatement statement, RandomGenerator random) throws SQLException;
    }

    private static final int ALL_WEIGHTS =
            Arrays.stream(values()).mapToInt(query -> query.weight).sum();

    private final int weight;
    private final String sql;
    private final Parameters parameters;

    ShopQuery(int weight, String sql, Parameters parameters) {
        this.weight = weight;
        this.sql = sql;
        this.parameters = parameters;
    }

    String sql() {
        return sql;
    }

    void bind(PreparedStatement statement, RandomGenerator random) throws SQLException {
        parameters.bind(statement, random);
    }

    /// One of them, the frequent ones more often.
    static ShopQuery any(RandomGenerator random) {
        int ticket = random.nextInt(ALL_WEIGHTS);
        for (ShopQuery query : values()) {
            ticket -= query.weight;
            if (ticket < 0) {
                return query;
            }
        }
        throw new IllegalStateException("the weights do not add up to " + ALL_WEIGHTS);
    }

    static int customer(RandomGenerator random) {
        return 1 + random.nextInt(ShopDatabase.CUSTOMERS);
    }

    static int product(RandomGenerator random) {
        return 1 + random.nextInt(ShopDatabase.PRODUCTS);
    }

    private static int order(RandomGenerator random) {
        return 1 + random.nextInt(ShopDatabase.ORDERS);
    }
}
