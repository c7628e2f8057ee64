package io.godwit.executor.quiet;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.model.catalog.ObjectName;
import io.godwit.model.plan.Action.UsedName;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamedInTest {
    private static final UsedName TOTAL = new UsedName(ObjectName.inPublic("orders"), Optional.of("total"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT o.total FROM orders o",
                "UPDATE \"orders\" SET \"total\" = $1",
                "SELECT * FROM orders WHERE id = $1",
                "select  distinct * from public.orders",
                "SELECT \"orders\".* FROM \"orders\" LIMIT $1",
                "SELECT o.*, i.id FROM items i JOIN orders AS o ON o.id = i.\"order\"",
                "SELECT id, * FROM orders",
                "INSERT INTO orders VALUES ($1, $2)",
                "INSERT INTO orders SELECT id, total FROM old_orders",
                "INSERT INTO orders (id) VALUES ($1) RETURNING *",
                "COPY public.orders FROM STDIN",
                "SELECT * FROM archive.orders a JOIN orders o ON o.id = a.id",
                "UPDATE \"public\".\"orders\" SET total = $1"
            })
    void a_column_is_used_where_it_is_named_and_where_all_are(String sql) {
        assertThat(new NamedIn(List.of(TOTAL), Set.of(TOTAL)).statement(sql)).contains(TOTAL);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT count(*) FROM orders",
                "SELECT id FROM orders",
                "SELECT id * 2 FROM orders",
                "SELECT i.*, o.id FROM items i JOIN orders o ON o.id = i.\"order\"",
                "SELECT * FROM order_lines",
                "SELECT id FROM items WHERE EXISTS (SELECT * FROM orders WHERE id = item)",
                "INSERT INTO orders (id, note) VALUES ($1, $2)",
                "INSERT INTO orders DEFAULT VALUES",
                "COPY orders (id, note) TO STDOUT",
                "SELECT total FROM archive.orders",
                "INSERT INTO \"archive\".\"orders\" VALUES ($1, $2)",
                "SELECT * FROM archive.orders"
            })
    void what_reads_no_such_column_does_not_count(String sql) {
        assertThat(new NamedIn(List.of(TOTAL), Set.of(TOTAL)).statement(sql)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"SELECT * FROM orders", "INSERT INTO orders VALUES ($1)"})
    void a_relation_that_has_no_such_column_is_not_used_by_an_asterisk(String sql) {
        assertThat(new NamedIn(List.of(TOTAL), Set.of()).statement(sql)).isEmpty();
    }
}
