package io.godwit.shadow.judgement;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.model.catalog.ObjectName;
import io.godwit.model.plan.Action;
import io.godwit.model.plan.ExpectedLock;
import io.godwit.model.plan.LockMode;
import io.godwit.model.plan.Phase;
import io.godwit.model.plan.Rollback;
import io.godwit.model.plan.Step;
import io.godwit.shadow.plan.StepRun;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class UnforeseenTest {
    private static final ObjectName TABLE = ObjectName.inPublic("t");

    @Test
    void a_lock_stronger_than_predicted_is_reported_and_one_as_predicted_is_not() {
        assertThat(Unforeseen.in(run(LockMode.SHARE_UPDATE_EXCLUSIVE, LockMode.ACCESS_EXCLUSIVE)))
                .hasValueSatisfying(finding -> {
                    assertThat(finding.code()).isEqualTo("GW116");
                    assertThat(finding.message())
                            .contains("t was locked ACCESS EXCLUSIVE, predicted was SHARE UPDATE EXCLUSIVE");
                });
        assertThat(Unforeseen.in(run(LockMode.ACCESS_EXCLUSIVE, LockMode.ACCESS_EXCLUSIVE)))
                .isEmpty();
    }

    private static StepRun run(LockMode predicted, LockMode measured) {
        Step step = Step.of(
                        "s1",
                        Phase.EXPAND,
                        "Change t",
                        Action.RunSql.together("ALTER TABLE t"),
                        Rollback.lossless(),
                        Optional.empty())
                .withLocks(List.of(new ExpectedLock(TABLE, predicted)));
        return new StepRun(step, Duration.ofMillis(5), List.of(new ExpectedLock(TABLE, measured)), List.of(), 0);
    }
}
