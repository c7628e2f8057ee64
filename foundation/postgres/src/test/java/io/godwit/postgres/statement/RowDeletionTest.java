package io.godwit.postgres.statement;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.model.catalog.ObjectName;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RowDeletionTest {
    @Test
    void a_delete_is_taken_apart_with_its_alias_resolved() {
        assertThat(RowDeletion.of("DELETE FROM ONLY shop.logs AS l WHERE l.at < now() AND kind = 'x'", "public"))
                .contains(new RowDeletion(
                        new ObjectName("shop", "logs"),
                        true,
                        Optional.of("\"logs\".at < now() AND kind = 'x'"),
                        Optional.empty()));
        assertThat(RowDeletion.of("delete from logs", "public").orElseThrow().condition())
                .isEmpty();
        assertThat(RowDeletion.of("UPDATE logs SET a = 1", "public")).isEmpty();
    }

    @Test
    void what_cannot_go_range_by_range_says_why() {
        assertThat(obstacle("DELETE FROM logs USING users WHERE users.id = logs.user_id"))
                .contains("USING");
        assertThat(obstacle("DELETE FROM logs WHERE id = 1 RETURNING id")).contains("returns rows");
        assertThat(obstacle("DELETE FROM logs WHERE CURRENT OF c")).contains("cursor");
    }

    private static String obstacle(String sql) {
        return RowDeletion.of(sql, "public").flatMap(RowDeletion::obstacle).orElse("");
    }
}
