package io.godwit.validator;

import io.godwit.model.finding.Verdict;
import io.godwit.validator.rule.StatementFinding;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/// Why a plan got its verdict, in a sentence that says who decided: PostgreSQL, the findings or a policy.
final class VerdictReason {
    private static final String HARMLESS = "nothing in it blocks others for long, fails on today's data or loses any";

    private VerdictReason() {}

    static String of(Verdict verdict, List<Judged> found) {
        Predicate<Judged> decided = judged -> judged.found().verdict() == verdict;
        Predicate<Judged> overruled = decided.and(Judged::overruled);
        Predicate<Judged> ownVerdict = decided.and(judged -> !judged.overruled());
        return switch (verdict) {
            case APPROVED ->
                found.stream().anyMatch(overruled)
                        ? HARMLESS + ", but for what the policy lets pass: " + first(found, overruled)
                        : HARMLESS;
            case NEEDS_APPROVAL -> "a person has to look: " + first(found, decided);
            case REJECTED ->
                // What PostgreSQL would refuse comes first: no other hour and no other rule helps there.
                found.stream().anyMatch(ownVerdict)
                        ? "it would fail: " + first(found, ownVerdict)
                        : "not allowed: " + first(found, overruled);
        };
    }

    /// The gravest, and how many others there are.
    private static String first(List<Judged> found, Predicate<Judged> of) {
        List<String> messages = found.stream()
                .filter(of)
                .map(Judged::found)
                .sorted(Comparator.comparing(StatementFinding::severity).reversed())
                .map(StatementFinding::message)
                .distinct()
                .toList();
        return messages.getFirst() + (messages.size() > 1 ? " (and " + (messages.size() - 1) + " more)" : "");
    }
}
