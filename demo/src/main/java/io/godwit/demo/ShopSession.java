package io.godwit.demo;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import java.util.random.RandomGenerator;

/// One of the shop's connections, and the customers it serves one after the other.
final class ShopSession {
    private static final int ORDERS_IN_100 = 8;
    private static final int REVIEWS_IN_100 = 7;

    private final Login login;
    private final ShopTraffic shop;
    private final RandomGenerator random;

    ShopSession(Login login, ShopTraffic shop, int number) {
        this.login = login;
        this.shop = shop;
        this.random = new Random(number);
    }

    /// Serves visits until the thread is interrupted; connects again when the connection is lost.
    void shop(Duration betweenVisits) {
        while (!Thread.currentThread().isInterrupted()) {
            try (Connection connection = login.connect("shop")) {
                serve(connection, betweenVisits);
            } catch (SQLException lost) {
                shop.meter().failed(Instant.now(), Duration.ZERO, String.valueOf(lost.getSQLState()));
                pause(Duration.ofMillis(200));
            }
        }
    }

    private void serve(Connection connection, Duration betweenVisits) throws SQLException {
        while (!Thread.currentThread().isInterrupted() && !connection.isClosed()) {
            pause(betweenVisits.multipliedBy(random.nextInt(50, 150)).dividedBy(100));
            int ticket = random.nextInt(100);
            if (ticket < ORDERS_IN_100) {
                placeOrder(connection);
            } else if (ticket < ORDERS_IN_100 + REVIEWS_IN_100) {
                postReview(connection);
            } else {
                ask(connection, ShopQuery.any(random));
            }
        }
    }

    private interface Work {
        void run() throws SQLException;
    }

    private void ask(Connection connection, ShopQuery query) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query.sql())) {
            query.bind(statement, random);
            measured(statement::execute);
        }
    }

    private void postReview(Connection connection) throws SQLException {
        ReviewCode code = shop.reviewCode();
        ReviewedPair pair =
                random.nextBoolean() ? shop.unreviewed() : ReviewedPair.numbered(random.nextInt(ShopDatabase.REVIEWS));
        try (PreparedStatement statement = connection.prepareStatement(code.sql())) {
            statement.setInt(1, pair.customer());
            statement.setInt(2, pair.product());
            statement.setInt(3, 1 + random.nextInt(5));
            statement.setString(4, "It's " + (random.nextBoolean() ? "lovely" : "not quite what I hoped for"));
            if (code == ReviewCode.CHECKS_FIRST) {
                statement.setInt(5, pair.customer());
                statement.setInt(6, pair.product());
            }
            measured(statement::execute);
        }
    }

    private void placeOrder(Connection connection) throws SQLException {
        int product = ShopQuery.product(random);
        connection.setAutoCommit(false);
        try {
            if (!measured(() -> insertOrder(connection, product))
                    || !measured(() -> takeFromStock(connection, product))) {
                connection.rollback();
                return;
            }
            measured(connection::commit);
        } finally {
            connection.setAutoCommit(true);
        }
    }

    private void insertOrder(Connection connection, int product) throws SQLException {
        try (PreparedStatement order = connection.prepareStatement(
                        "INSERT INTO orders (customer_id, total_cents) VALUES (?, ?) RETURNING id");
                PreparedStatement item = connection.prepareStatement(
                        "INSERT INTO order_items (order_id, product_id, quantity, price_cents) VALUES (?, ?, 1, ?)")) {
            order.setInt(1, ShopQuery.customer(random));
            order.setInt(2, 500 + product);
            try (ResultSet placed = order.executeQuery()) {
                placed.next();
                item.setInt(1, placed.getInt(1));
            }
            item.setInt(2, product);
            item.setInt(3, 500 + product);
            item.executeUpdate();
        }
    }

    private static void takeFromStock(Connection connection, int product) throws SQLException {
        try (PreparedStatement stock =
                connection.prepareStatement("UPDATE products SET stock = stock - 1 WHERE id = ?")) {
            stock.setInt(1, product);
            stock.executeUpdate();
        }
    }

    /// Runs one piece of work on the clock; true if it succeeded.
    private boolean measured(Work work) {
        Instant begun = Instant.now();
        Optional<String> failure = Optional.empty();
        try {
            work.run();
        } catch (SQLException problem) {
            failure = Optional.of(Optional.ofNullable(problem.getSQLState()).orElse("?????"));
        }
        Instant ended = Instant.now();
        Duration took = Duration.between(begun, ended);
        failure.ifPresentOrElse(
                sqlState -> shop.meter().failed(ended, took, sqlState),
                () -> shop.meter().succeeded(ended, took));
        return failure.isEmpty();
    }

    private static void pause(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
