package io.godwit.shadow.judgement;

import io.godwit.model.plan.Plan;
import io.godwit.model.plan.Step;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Which step made a query fail: the last one whose SQL names what PostgreSQL's message names.
final class Responsible {
    private static final Pattern NAMED = Pattern.compile("\"([^\"]+)\"|column ([\\w.]+) does not exist");

    private Responsible() {}

    static Optional<Step> stepFor(Plan plan, String message) {
        Matcher matcher = NAMED.matcher(message);
        while (matcher.find()) {
            String name = matcher.group(1) != null ? matcher.group(1) : matcher.group(2);
            String last = name.substring(name.lastIndexOf('.') + 1);
            Pattern word =
                    Pattern.compile("(?<![\\w$])" + Pattern.quote(last) + "(?![\\w$])", Pattern.CASE_INSENSITIVE);
            for (Step step : plan.steps().reversed()) {
                if (step.action().statements().stream()
                        .anyMatch(sql -> word.matcher(sql).find())) {
                    return Optional.of(step);
                }
            }
        }
        return Optional.empty();
    }
}
