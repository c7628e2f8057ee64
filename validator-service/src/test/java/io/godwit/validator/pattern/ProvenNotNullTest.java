package io.godwit.validator.pattern;

import static io.godwit.model.plan.LockMode.ACCESS_EXCLUSIVE;
import static io.godwit.model.plan.LockMode.SHARE_UPDATE_EXCLUSIVE;
import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.model.plan.Step;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ProvenNotNullTest {

    @Test
    void a_column_becomes_required_without_a_scan_under_a_strong_lock() throws SQLException {
        List<Step> steps = PatternTrial.of(
                "create table t (id int primary key, a int, b text); insert into t select g, g, 'x' from generate_series(1, 100) g",
                "ALTER TABLE \"public\".\"t\" ALTER COLUMN \"a\" SET NOT NULL",
                "ALTER TABLE \"public\".\"t\" ALTER COLUMN \"a\" DROP NOT NULL");

        assertThat(PatternTrial.strongest(steps))
                .containsExactly(ACCESS_EXCLUSIVE, SHARE_UPDATE_EXCLUSIVE, ACCESS_EXCLUSIVE, ACCESS_EXCLUSIVE);
    }
}
