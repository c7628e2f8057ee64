package io.godwit.validator.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.godwit.model.Problem;
import io.godwit.model.finding.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PolicyTest {
    private static final LocalDateTime MONDAY_NOON = LocalDateTime.parse("2026-11-23T12:00");
    private static final LocalDateTime MONDAY_NIGHT = LocalDateTime.parse("2026-11-23T23:30");

    @TempDir
    Path folder;

    @Test
    void the_first_rule_that_fits_decides() throws IOException {
        Policy policy = policy("""
                enable = GW201
                rules = frozen, night, rest
                rule.frozen.codes = GW102 GW103
                rule.frozen.tables = orders*
                rule.frozen.databases = shop
                rule.frozen.days = MONDAY-FRIDAY
                rule.frozen.between = 08:00-20:00
                rule.frozen.verdict = reject
                rule.frozen.reason = not in business hours
                rule.night.between = 22:00-04:00
                rule.night.verdict = approve
                rule.night.reason = nobody is awake
                rule.rest.severity = danger
                rule.rest.verdict = ask
                rule.rest.reason = four eyes
                """);

        assertThat(policy.enabled()).containsExactly("GW201");
        assertThat(policy.about("GW102", Severity.INFO, Set.of("orders_2026"), "shop", MONDAY_NOON))
                .hasValueSatisfying(
                        ruling -> assertThat(ruling.words()).isEqualTo("the policy rejects it: not in business hours"));
        assertThat(policy.about("GW102", Severity.INFO, Set.of("orders"), "shop", MONDAY_NIGHT))
                .map(Ruling::decision)
                .contains(Ruling.Decision.APPROVE);
        assertThat(policy.about("GW102", Severity.DANGER, Set.of("users"), "shop", MONDAY_NOON))
                .map(Ruling::decision)
                .contains(Ruling.Decision.ASK);
        assertThat(policy.about("GW102", Severity.INFO, Set.of("users"), "shop", MONDAY_NOON))
                .isEmpty();
    }

    @Test
    void everything_that_is_wrong_is_said_at_once() {
        assertThatThrownBy(
                        () -> policy("rules = a, b\nrule.a.verdict = perhaps\nrule.a.reason = r\nrule.c.codes = GW1\n"))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("'perhaps'")
                .hasMessageContaining("rule.b: a reason is needed")
                .hasMessageContaining("rule.c.codes");
    }

    private Policy policy(String text) throws IOException {
        return PolicyFile.read(Files.writeString(folder.resolve("policy.properties"), text));
    }
}
