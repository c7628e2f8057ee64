package io.godwit.validator.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.model.plan.Phase;
import io.godwit.model.plan.Step;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RenamedTableTest {

    @Test
    void the_old_name_can_be_written_until_it_is_quiet() throws SQLException {
        List<Step> steps = PatternTrial.of(
                "create table t (id serial primary key, a text unique default 'd'); insert into t (a) values ('x');"
                        + " grant select, insert on t to public",
                Phase.EXPAND,
                "ALTER TABLE t RENAME TO u",
                "ALTER TABLE \"public\".\"u\" RENAME TO \"t\"",
                "INSERT INTO t (a) VALUES ('x') ON CONFLICT (a) DO UPDATE SET a = 'y'; INSERT INTO t DEFAULT VALUES;"
                        + " UPDATE t SET a = 'z' WHERE a = 'y'; DELETE FROM t WHERE a = 'd'; DO $$ BEGIN IF (SELECT"
                        + " string_agg(a, ' ') FROM u) <> 'z' OR NOT EXISTS (SELECT FROM pg_class c, aclexplode(c.relacl) a WHERE relname = 't' AND a.grantee = 0 AND privilege_type = 'INSERT') THEN"
                        + " RAISE EXCEPTION 'lost'; END IF; END $$");

        assertThat(steps).extracting(Step::phase).containsExactly(Phase.EXPAND, Phase.CONTRACT, Phase.CONTRACT);
    }
}
