package io.godwit.shadow.judgement;

import io.godwit.model.plan.Action;
import io.godwit.model.plan.Plan;
import io.godwit.model.plan.Step;
import java.util.List;
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
                if (statements(step.action()).stream()
                        .anyMatch(sql -> word.matcher(sql).find())) {
                    return Optional.of(step);
                }
            }
        }
        return Optional.empty();
    }

    private static List<String> statements(Action action) {
        return switch (action) {
            case Action.RunSql sql -> sql.statements();
            case Action.BuildIndexConcurrently build -> List.of(build.statement());
            case Action.Backfill backfill -> List.of(backfill.assignments());
        };
    }
}
