package io.godwit.validator.pattern;

import static io.godwit.model.plan.LockMode.SHARE_UPDATE_EXCLUSIVE;
import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.model.plan.Step;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ConcurrentIndexTest {

    @Test
    void an_index_on_a_filled_table_is_built_while_writers_work() throws SQLException {
        List<Step> steps = PatternTrial.of(
                "create table t (id int primary key, a int, b text); insert into t select g, g, 'x' from generate_series(1, 100) g",
                "CREATE INDEX IF NOT EXISTS \"t_a\" ON \"public\".\"t\" (\"a\" DESC, lower(b)) WHERE a > 1",
                "DROP INDEX \"public\".\"t_a\"");

        assertThat(PatternTrial.strongest(steps)).containsExactly(SHARE_UPDATE_EXCLUSIVE);
    }
}
