package io.godwit.validator.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.model.catalog.Catalog;
import io.godwit.model.plan.Action;
import io.godwit.model.plan.Plan;
import io.godwit.model.plan.Step;
import io.godwit.postgres.catalog.CatalogReader;
import io.godwit.postgres.proof.CatalogDifference;
import io.godwit.stack.test.TestDatabase;
import io.godwit.stack.test.TestStack;
import io.godwit.validator.PlanRun;
import io.godwit.validator.Validator;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

final class PartitionedIndexTest {
    private static final String SETUP =
            "create table t (a int not null, b text, primary key (a)) partition by range (a);"
                    + " create unique index t_low on t (a, lower(b));"
                    + " create table t1 partition of t for values from (0) to (10);"
                    + " create table t2 partition of t for values from (10) to (30) partition by range (a);"
                    + " create table t2a partition of t2 for values from (10) to (20); create index t2a_own on t2a (b);"
                    + " create table t3 (a int not null, b text); insert into t select i, i from generate_series(0, 19) i;"
                    + " insert into t3 select i, i from generate_series(40, 49) i";

    @Test
    void each_partition_gets_its_own_concurrently_one_attached_just_before_too() throws SQLException {
        try (TestDatabase plain = TestStack.newDatabase();
                TestDatabase safe = TestStack.newDatabase();
                Connection inPlain = plain.connect();
                Connection connection = safe.connect();
                Connection judging = safe.connect()) {
            plain.execute(SETUP);
            safe.execute(SETUP);
            Catalog before = CatalogReader.read(connection);
            Plan plan = PatternTrial.written(
                    before,
                    "ALTER TABLE t ATTACH PARTITION t3 FOR VALUES FROM (40) TO (50)",
                    "CREATE INDEX t_b ON t USING btree (b)",
                    "CREATE INDEX ON public.t (upper(b), b) WHERE a > 3");

            Plan judged = Validator.of(judging).judge(plan).plan();
            new PlanRun(inPlain).forward(plan);
            new PlanRun(connection).forward(judged);

            assertThat(judged.steps())
                    .filteredOn(step -> step.action() instanceof Action.BuildIndexConcurrently)
                    .extracting(Step::title)
                    .containsExactly(
                            "Build the index t3_pkey of t3",
                            "Build the index t3_a_lower_idx of t3",
                            "Build the index t1_b_idx of t1",
                            "Build the index t3_b_idx of t3",
                            "Build the index t1_upper_b_idx of t1",
                            "Build the index t2a_upper_b_idx of t2a",
                            "Build the index t3_upper_b_idx of t3");
            assertThat(CatalogDifference.between(CatalogReader.read(inPlain), CatalogReader.read(connection)))
                    .isEmpty();
            new PlanRun(connection).back(judged);
            assertThat(CatalogDifference.between(before, CatalogReader.read(connection)))
                    .isEmpty();
        }
    }
}
