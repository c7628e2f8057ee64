package io.godwit.validator.pattern;

import static io.godwit.model.plan.LockMode.ACCESS_EXCLUSIVE;
import static io.godwit.model.plan.LockMode.SHARE_UPDATE_EXCLUSIVE;
import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.model.plan.Step;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

final class UniqueThroughIndexTest {

    @Test
    void a_unique_constraint_takes_over_an_index_built_while_others_work() throws SQLException {
        String nulls = PatternTrial.since(15) ? "NULLS NOT DISTINCT " : "";
        List<Step> steps = PatternTrial.of(
                "create table t (id int primary key, a int, b text); insert into t select g, g, 'x' from generate_series(1, 100) g",
                "ALTER TABLE \"public\".\"t\" ADD CONSTRAINT \"t_a_key\" UNIQUE " + nulls + "(\"a\", \"id\")",
                "ALTER TABLE \"public\".\"t\" DROP CONSTRAINT \"t_a_key\"");

        assertThat(PatternTrial.strongest(steps)).containsExactly(SHARE_UPDATE_EXCLUSIVE, ACCESS_EXCLUSIVE);
    }
}
