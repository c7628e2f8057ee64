package io.godwit.validator.pattern;

import static io.godwit.model.plan.LockMode.SHARE_ROW_EXCLUSIVE;
import static io.godwit.model.plan.LockMode.SHARE_UPDATE_EXCLUSIVE;
import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.model.plan.Step;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ValidatedLaterTest {

    @Test
    void a_foreign_key_is_checked_against_existing_rows_while_others_work() throws SQLException {
        List<Step> steps = PatternTrial.of(
                "create table t (id int primary key, a int, b text); insert into t select g, g, 'x' from generate_series(1, 100) g; create table p (id int primary key); insert into p select id from t",
                "ALTER TABLE \"public\".\"t\" ADD CONSTRAINT \"t_a_fkey\" FOREIGN KEY (\"a\") REFERENCES \"public\".\"p\"(\"id\") ON DELETE SET NULL ON UPDATE CASCADE",
                "ALTER TABLE \"public\".\"t\" DROP CONSTRAINT \"t_a_fkey\"");

        assertThat(PatternTrial.strongest(steps)).containsExactly(SHARE_ROW_EXCLUSIVE, SHARE_UPDATE_EXCLUSIVE);
    }
}
