package io.godwit.validator.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.model.plan.Phase;
import io.godwit.model.plan.Step;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

final class NumberedColumnTest {
    private static final String SETUP = "create table t (a int); insert into t select generate_series(1, 3)";
    private static final String BACK = "ALTER TABLE \"public\".\"t\" DROP COLUMN \"n\"";
    private static final String NUMBERED =
            "INSERT INTO t (a) VALUES (4); DO $$ BEGIN IF (SELECT array_agg(n ORDER BY n)"
                    + " FROM t)::text <> '{1,2,3,4}' THEN RAISE EXCEPTION 'numbered %', (SELECT array_agg(n) FROM t); END IF;"
                    + " END $$";

    @Test
    void old_rows_and_new_ones_are_numbered_by_one_sequence() throws SQLException {
        List<Step> steps =
                PatternTrial.of(SETUP, "ALTER TABLE \"public\".\"t\" ADD COLUMN \"n\" bigserial NOT NULL", BACK);

        assertThat(steps).extracting(Step::phase).contains(Phase.EXPAND, Phase.MIGRATE);
    }

    @Test
    void an_identity_goes_on_where_the_numbering_of_old_rows_ended() throws SQLException {
        List<Step> steps = PatternTrial.after(
                SETUP,
                "ALTER TABLE \"public\".\"t\" ADD COLUMN \"n\" INTEGER NOT NULL GENERATED ALWAYS AS IDENTITY",
                BACK,
                NUMBERED);

        assertThat(steps).last().extracting(Step::title).isEqualTo("Make t.n an identity");
    }

    @Test
    void who_may_insert_rows_may_number_them_too() throws SQLException {
        PatternTrial.after(
                SETUP + "; GRANT INSERT ON t TO pg_monitor; GRANT SELECT ON t TO PUBLIC",
                "ALTER TABLE \"public\".\"t\" ADD COLUMN \"n\" bigserial NOT NULL",
                BACK,
                "SET ROLE pg_monitor; INSERT INTO t (a) VALUES (-5); RESET ROLE");
    }
}
