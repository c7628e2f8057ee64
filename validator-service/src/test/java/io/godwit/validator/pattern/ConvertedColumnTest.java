package io.godwit.validator.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.model.plan.Phase;
import io.godwit.model.plan.Step;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ConvertedColumnTest {

    @Test
    void a_second_column_takes_over_name_default_index_constraint_and_check() throws SQLException {
        List<Step> steps = PatternTrial.of(
                "create table t (id bigint primary key, a int not null default 7 check (a > 0), unique (a, id));"
                        + " create index on t (a); insert into t select g, g from generate_series(1, 21000) g; analyze t",
                "ALTER TABLE \"public\".\"t\" ALTER COLUMN \"a\" SET DATA TYPE BIGINT",
                "ALTER TABLE \"public\".\"t\" ALTER COLUMN \"a\" SET DATA TYPE INTEGER");

        assertThat(steps).extracting(Step::phase).contains(Phase.MIGRATE).endsWith(Phase.CONTRACT);
        assertThat(steps).last().extracting(Step::title).isEqualTo("Drop the column of the old type");
    }
}
