package io.godwit.validator.pattern;

import static io.godwit.model.plan.LockMode.ACCESS_EXCLUSIVE;
import static io.godwit.model.plan.LockMode.ROW_EXCLUSIVE;
import static io.godwit.model.plan.LockMode.SHARE_UPDATE_EXCLUSIVE;
import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.model.plan.Step;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

final class FilledColumnTest {

    @Test
    void a_required_column_with_a_volatile_default_is_filled_in_batches() throws SQLException {
        List<Step> steps = PatternTrial.of(
                "create table t (id int primary key, a int, b text); insert into t select g, g, 'x' from generate_series(1, 100) g",
                "ALTER TABLE \"public\".\"t\" ADD COLUMN \"token\" UUID NOT NULL DEFAULT gen_random_uuid()",
                "ALTER TABLE \"public\".\"t\" DROP COLUMN \"token\"");

        assertThat(PatternTrial.strongest(steps))
                .containsExactly(
                        ACCESS_EXCLUSIVE,
                        ACCESS_EXCLUSIVE,
                        ROW_EXCLUSIVE,
                        ACCESS_EXCLUSIVE,
                        SHARE_UPDATE_EXCLUSIVE,
                        ACCESS_EXCLUSIVE,
                        ACCESS_EXCLUSIVE);
    }
}
