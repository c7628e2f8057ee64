package io.godwit.validator;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.model.finding.Severity;
import io.godwit.model.finding.Verdict;
import io.godwit.validator.policy.Ruling;
import io.godwit.validator.policy.Ruling.Decision;
import io.godwit.validator.rule.Blocking;
import io.godwit.validator.rule.StatementFinding;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class VerdictReasonTest {
    private static final Judged REFUSED = judged("a.b is not there", Severity.DANGER, Verdict.REJECTED);
    private static final Judged LOSS = judged("deletes the column a.b", Severity.DANGER, Verdict.NEEDS_APPROVAL);
    private static final Judged BRIEF = judged("locks a for a moment", Severity.INFO, Verdict.APPROVED);

    @Test
    void what_postgres_refuses_would_fail() {
        assertThat(VerdictReason.of(Verdict.REJECTED, List.of(BRIEF, REFUSED)))
                .isEqualTo("it would fail: a.b is not there");
    }

    @Test
    void what_a_policy_rejects_would_not_fail_but_is_not_allowed() {
        Ruling frozen = new Ruling(Decision.REJECT, "not before Monday");

        assertThat(VerdictReason.of(Verdict.REJECTED, List.of(BRIEF.ruledBy(frozen), LOSS.ruledBy(frozen))))
                .isEqualTo("not allowed: deletes the column a.b (the policy rejects it: not before Monday)"
                        + " (and 1 more)");
    }

    @Test
    void what_postgres_refuses_goes_before_what_a_policy_rejects() {
        Ruling frozen = new Ruling(Decision.REJECT, "not before Monday");

        assertThat(VerdictReason.of(Verdict.REJECTED, List.of(LOSS.ruledBy(frozen), REFUSED)))
                .isEqualTo("it would fail: a.b is not there");
    }

    @Test
    void a_loss_that_a_policy_approves_is_not_called_harmless() {
        Ruling staging = new Ruling(Decision.APPROVE, "staging");

        assertThat(VerdictReason.of(Verdict.APPROVED, List.of(BRIEF.ruledBy(staging), LOSS.ruledBy(staging))))
                .isEqualTo("nothing in it blocks others for long, fails on today's data or loses any, but for what the"
                        + " policy lets pass: deletes the column a.b (the policy approves it: staging)");
        assertThat(VerdictReason.of(Verdict.APPROVED, List.of(BRIEF.ruledBy(staging))))
                .isEqualTo("nothing in it blocks others for long, fails on today's data or loses any");
    }

    @Test
    void whoever_wants_a_person_to_look_is_named() {
        Ruling eyes = new Ruling(Decision.ASK, "four eyes");

        assertThat(VerdictReason.of(Verdict.NEEDS_APPROVAL, List.of(BRIEF.ruledBy(eyes))))
                .isEqualTo("a person has to look: locks a for a moment (the policy wants a person to look: four eyes)");
    }

    private static Judged judged(String message, Severity severity, Verdict verdict) {
        return new Judged(
                Optional.empty(),
                "",
                new StatementFinding("GW107", severity, verdict, Blocking.NONE, message, "", "", List.of()));
    }
}
