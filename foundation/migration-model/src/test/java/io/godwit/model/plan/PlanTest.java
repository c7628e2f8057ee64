package io.godwit.model.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.godwit.model.ContentHash;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PlanTest {
    private static final ContentHash CATALOG = ContentHash.of("catalog");

    @Test
    void a_plan_is_as_reversible_as_its_weakest_step() {
        Plan plan = new Plan(
                CATALOG,
                List.of(
                        step("1", Phase.EXPAND, Rollback.lossless("DROP TABLE a")),
                        step(
                                "2",
                                Phase.CONTRACT,
                                Rollback.lossy("the values are gone", "ALTER TABLE a ADD b integer"))));

        assertThat(plan.reversibility()).isEqualTo(Reversibility.LOSSY);
        assertThat(plan.lastSafePoint()).map(Step::id).contains("1");
        assertThat(new Plan(CATALOG, List.of()).reversibility()).isEqualTo(Reversibility.LOSSLESS);
    }

    @Test
    void a_step_that_differs_gives_another_hash() {
        Plan plan = new Plan(CATALOG, List.of(step("1", Phase.EXPAND, Rollback.lossless("a"))));
        Plan other = new Plan(CATALOG, List.of(step("1", Phase.EXPAND, Rollback.lossless("b"))));

        assertThat(plan.hash()).isNotEqualTo(other.hash());
    }

    @Test
    void phases_do_not_go_back_and_steps_have_names_of_their_own() {
        Step expand = step("1", Phase.EXPAND, Rollback.lossless());
        Step contract = step("2", Phase.CONTRACT, Rollback.lossless());

        assertThatThrownBy(() -> new Plan(CATALOG, List.of(contract, expand)))
                .hasMessageContaining("step 1 of phase EXPAND comes after CONTRACT");
        assertThatThrownBy(() -> new Plan(CATALOG, List.of(expand, expand))).hasMessageContaining("two steps");
    }

    @Test
    void an_undo_that_loses_something_says_what() {
        assertThatThrownBy(() -> Rollback.lossy("", "DROP TABLE a")).isInstanceOf(IllegalArgumentException.class);
    }

    private static Step step(String id, Phase phase, Rollback rollback) {
        return Step.of(id, phase, "a step", Action.RunSql.together("SELECT 1"), rollback, Optional.empty());
    }
}
