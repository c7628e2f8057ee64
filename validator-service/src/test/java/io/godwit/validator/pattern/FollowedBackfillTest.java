package io.godwit.validator.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.model.catalog.ObjectName;
import io.godwit.model.plan.Action;
import io.godwit.model.plan.Phase;
import io.godwit.model.plan.Plan;
import io.godwit.model.plan.Rollback;
import io.godwit.model.plan.Step;
import io.godwit.postgres.catalog.CatalogReader;
import io.godwit.stack.test.TestDatabase;
import io.godwit.stack.test.TestStack;
import io.godwit.validator.PlanRun;
import io.godwit.validator.Validator;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class FollowedBackfillTest {

    @Test
    void a_merged_column_follows_its_parts_until_they_are_quiet() throws SQLException {
        try (TestDatabase database = TestStack.newDatabase();
                Connection connection = database.connect();
                Connection judging = database.connect()) {
            database.execute("create table t (id int primary key, first text, last text, name text);"
                    + " insert into t values (1, 'Ada', 'L'), (2, 'Bob', 'M')");
            Plan plan = new Plan(
                    CatalogReader.read(connection).hash(),
                    List.of(Step.of(
                            "1",
                            Phase.MIGRATE,
                            "Merge",
                            new Action.Backfill(
                                    ObjectName.inPublic("t"),
                                    List.of("id"),
                                    "\"name\" = (first || ' ' || last)",
                                    "\"name\" IS NULL",
                                    1000),
                            Rollback.lossless("UPDATE t SET name = NULL"),
                            Optional.empty())));

            Plan safe = Validator.of(judging).judge(plan).plan();
            new PlanRun(connection)
                    .forward(
                            safe,
                            Phase.CONTRACT,
                            "UPDATE t SET last = 'N' WHERE id = 1; INSERT INTO t VALUES (3, 'Cy', 'O', NULL), (4, 'Di', 'P',"
                                    + " 'given'); UPDATE t SET last = 'Q', name = 'new' WHERE id = 2; DO $$ BEGIN IF (SELECT"
                                    + " string_agg(name, ',' ORDER BY id) FROM t) <> 'Ada N,new,Cy O,given' THEN RAISE"
                                    + " EXCEPTION '%', (SELECT string_agg(name, ',') FROM t); END IF; END $$");

            assertThat(safe.steps()).hasSize(3);
            new PlanRun(connection).back(safe);
            assertThat(CatalogReader.read(connection).hash()).isEqualTo(plan.catalogHash());
        }
    }
}
