package io.godwit.demo;

/// How the shop's code posts a review, before and after the change `3-one-review`.
public enum ReviewCode {
    /// Leaves a second review of the same product by the same customer out.
    CHECKS_FIRST("""
            INSERT INTO reviews (customer_id, product_id, stars, body) SELECT ?, ?, ?, ? \
            WHERE NOT EXISTS (SELECT 1 FROM reviews WHERE customer_id = ? AND product_id = ?)"""),
    /// Leaves it to the database to refuse it.
    LEAVES_IT_TO_THE_DATABASE("""
            INSERT INTO reviews (customer_id, product_id, stars, body) VALUES (?, ?, ?, ?) RETURNING id""");

    private final String sql;

    ReviewCode(String sql) {
        this.sql = sql;
    }

    String sql() {
        return sql;
    }
}
