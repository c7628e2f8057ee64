package io.godwit.validator.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.model.plan.Phase;
import io.godwit.model.plan.Step;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

final class DroppedTableTest {

    @Test
    void a_table_moves_with_its_rows_before_it_goes() throws SQLException {
        List<Step> steps = PatternTrial.of(
                "create table r (id int primary key); insert into r values (1);"
                        + " create table t (id int primary key, r int constraint t_r references r); insert into t values (1, 1)",
                Phase.CONTRACT,
                "DROP TABLE \"public\".\"t\"",
                "CREATE TABLE t (id int primary key, r int constraint t_r references r)",
                "");

        assertThat(steps).hasSize(4);
        assertThat(steps.get(1).action().statements()).contains("ALTER TABLE \"public\".\"t\" SET SCHEMA godwit_kept");
        assertThat(steps.get(1).rollback().statements())
                .startsWith("ALTER TABLE \"godwit_kept\".\"t\" SET SCHEMA \"public\"");
    }
}
