package io.godwit.validator.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.model.plan.Action;
import io.godwit.model.plan.Phase;
import io.godwit.model.plan.Step;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

final class DroppedColumnTest {

    @Test
    void a_column_is_put_aside_before_it_goes() throws SQLException {
        List<Step> steps = PatternTrial.of(
                "create table t (id int primary key, b text, a int not null default 7); insert into t select 1",
                Phase.CONTRACT,
                "ALTER TABLE \"public\".\"t\" DROP COLUMN \"a\"",
                "ALTER TABLE \"public\".\"t\" ADD COLUMN \"a\" INTEGER NOT NULL DEFAULT 7",
                "");

        assertThat(steps)
                .extracting(step -> step.action() instanceof Action.AwaitQuiet)
                .containsExactly(true, false, true, false);
    }
}
