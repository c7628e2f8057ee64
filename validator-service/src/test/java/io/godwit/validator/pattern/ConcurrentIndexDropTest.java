package io.godwit.validator.pattern;

import static io.godwit.model.plan.LockMode.SHARE_UPDATE_EXCLUSIVE;
import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.model.plan.Step;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ConcurrentIndexDropTest {

    @Test
    void an_index_is_dropped_and_brought_back_while_others_work() throws SQLException {
        List<Step> steps = PatternTrial.of(
                "create table t (id int primary key, a int, b text); insert into t select g, g, 'x' from generate_series(1, 100) g; create index t_a on t (a)",
                "DROP INDEX \"public\".\"t_a\"",
                "CREATE INDEX \"t_a\" ON \"public\".\"t\" (\"a\")");

        assertThat(PatternTrial.strongest(steps)).containsExactly(SHARE_UPDATE_EXCLUSIVE);
    }
}
