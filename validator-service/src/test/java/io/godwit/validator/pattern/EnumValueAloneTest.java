package io.godwit.validator.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.model.plan.Action;
import io.godwit.model.plan.Phase;
import io.godwit.model.plan.Plan;
import io.godwit.model.plan.Rollback;
import io.godwit.model.plan.TransactionMode;
import io.godwit.postgres.catalog.CatalogReader;
import io.godwit.stack.test.TestDatabase;
import io.godwit.stack.test.TestStack;
import io.godwit.validator.PlainPlan;
import io.godwit.validator.PlanRun;
import io.godwit.validator.Validator;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

final class EnumValueAloneTest {

    @Test
    void a_new_value_is_committed_before_the_next_step_may_use_it() throws SQLException {
        try (TestDatabase database = TestStack.newDatabase();
                Connection connection = database.connect();
                Connection judging = database.connect()) {
            database.execute(
                    "create type mood as enum ('sad'); create table t (m mood default 'sad'); insert into t default values");
            Plan plan = PlainPlan.on(CatalogReader.read(connection))
                    .step(
                            Phase.EXPAND,
                            "ALTER TYPE \"public\".\"mood\" ADD VALUE 'ok'",
                            Rollback.impossible("PostgreSQL cannot drop an enum value"))
                    .step(
                            Phase.EXPAND,
                            "ALTER TABLE \"public\".\"t\" ALTER COLUMN \"m\" SET DEFAULT 'ok'",
                            Rollback.lossless("ALTER TABLE \"public\".\"t\" ALTER COLUMN \"m\" SET DEFAULT 'sad'"))
                    .plan();

            Plan safe = Validator.of(judging).judge(plan).plan();

            assertThat(safe.steps().getFirst().action())
                    .isEqualTo(Action.RunSql.alone("ALTER TYPE \"public\".\"mood\" ADD VALUE 'ok'"));
            assertThat(((Action.RunSql) safe.steps().getFirst().action()).transaction())
                    .isEqualTo(TransactionMode.NONE);
            new PlanRun(connection).forward(safe);
        }
    }
}
