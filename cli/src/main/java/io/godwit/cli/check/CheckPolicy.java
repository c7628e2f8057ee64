package io.godwit.cli.check;

import io.godwit.cli.plan.JsonTree;
import io.godwit.model.Problem;
import io.godwit.model.finding.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Rules of an organisation that turn findings into a verdict: a JSON file `{"rules": [{"codes": ["GW102"],
/// "tables": ["orders*"], "databases": ["shop"], "severity": "warning", "between": "08:00-20:00", "days": ["MONDAY"],
/// "verdict": "reject" | "warn" | "ignore", "reason": "…"}]}`. What a rule does not name it holds for; the first rule
/// that fits decides.
final class CheckPolicy {
    private final List<PolicyRule> rules;

    private CheckPolicy(List<PolicyRule> rules) {
        this.rules = rules;
    }

    /// Decides nothing.
    static CheckPolicy none() {
        return new CheckPolicy(List.of());
    }

    private record PolicyRule(
            Set<String> codes,
            Set<String> tables,
            Set<String> databases,
            Severity atLeast,
            String between,
            Set<String> days,
            String verdict,
            String reason) {}

    /// What a policy says about a finding.
    ///
    /// @param ignored whether it does not count
    record Ruling(Severity severity, boolean ignored, String words) {}

    /// @throws Problem USER naming what is wrong with the file
    static CheckPolicy read(Path file) throws IOException {
        if (!Files.isReadable(file)) {
            throw Problem.user("NO_SUCH_FILE", "--policy " + file + ": there is no such file.");
        }
        Object tree;
        try {
            tree = JsonTree.read(Files.readString(file));
        } catch (IOException problem) {
            throw Problem.user("BAD_POLICY", "--policy " + file + " is not JSON: " + problem.getMessage(), problem);
        }
        if (!(tree instanceof Map<?, ?> root) || !(root.get("rules") instanceof List<?> listed)) {
            throw Problem.user("BAD_POLICY", "--policy " + file + ": an object with a list \"rules\" is needed.");
        }
        List<PolicyRule> rules = new ArrayList<>();
        for (Object each : listed) {
            if (!(each instanceof Map<?, ?> rule)) {
                throw Problem.user("BAD_POLICY", "--policy " + file + ": each rule is an object.");
            }
            rules.add(rule(file, rule));
        }
        return new CheckPolicy(rules);
    }

    private static PolicyRule rule(Path file, Map<?, ?> rule) {
        String verdict = text(rule.get("verdict"));
        String reason = text(rule.get("reason"));
        if (!Set.of("reject", "warn", "ignore").contains(verdict) || reason.isBlank()) {
            throw Problem.user(
                    "BAD_POLICY",
                    "--policy " + file + ": a rule needs a \"verdict\" (reject, warn or ignore) and a \"reason\".");
        }
        String severity = text(rule.get("severity")).toUpperCase(Locale.ROOT);
        return new PolicyRule(
                texts(rule.get("codes")),
                texts(rule.get("tables")),
                texts(rule.get("databases")),
                severity.isEmpty() ? Severity.INFO : Severity.valueOf(severity),
                text(rule.get("between")),
                texts(rule.get("days")),
                verdict,
                reason);
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : String.valueOf(value);
    }

    private static Set<String> texts(@Nullable Object value) {
        return value instanceof List<?> list
                ? Set.copyOf(list.stream().map(String::valueOf).toList())
                : Set.of();
    }

    /// @param tables   the statement locks or changes
    /// @param database its name; empty if none is known
    Optional<Ruling> about(String code, Severity severity, Set<String> tables, String database, LocalDateTime now) {
        for (PolicyRule rule : rules) {
            boolean fits = (rule.codes().isEmpty() || rule.codes().contains(code))
                    && severity.compareTo(rule.atLeast()) >= 0
                    && (rule.databases().isEmpty() || rule.databases().contains(database))
                    && (rule.tables().isEmpty() || tables.stream().anyMatch(table -> matches(rule.tables(), table)))
                    && (rule.days().isEmpty()
                            || rule.days().contains(now.getDayOfWeek().name()))
                    && within(rule.between(), now.toLocalTime());
            if (fits) {
                return Optional.of(
                        switch (rule.verdict()) {
                            case "reject" -> new Ruling(Severity.DANGER, false, "policy rejects: " + rule.reason());
                            case "ignore" -> new Ruling(severity, true, "policy: " + rule.reason());
                            default -> new Ruling(Severity.WARNING, false, "policy warns: " + rule.reason());
                        });
            }
        }
        return Optional.empty();
    }

    private static boolean matches(Set<String> patterns, String table) {
        return patterns.stream()
                .anyMatch(pattern ->
                        table.matches(java.util.regex.Pattern.quote(pattern).replace("*", "\\E.*\\Q")));
    }

    private static boolean within(String between, LocalTime time) {
        if (between.isEmpty()) {
            return true;
        }
        String[] ends = between.split("-");
        LocalTime from = LocalTime.parse(ends[0].strip());
        LocalTime to = LocalTime.parse(ends[1].strip());
        return from.isBefore(to)
                ? !time.isBefore(from) && time.isBefore(to)
                : !time.isBefore(from) || time.isBefore(to);
    }
}
