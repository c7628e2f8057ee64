package io.godwit.validator.pattern;

import io.godwit.model.plan.Action;
import io.godwit.model.plan.Phase;
import io.godwit.model.plan.Step;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Brings the waiting of a plan together: all old names are waited for at once, before anything else of
/// CONTRACT, and what is put aside is kept for one while and then dropped, in their order. Only what
/// needs an old type gone comes after.
public final class ContractOrder {
    private static final Pattern NEEDS_IT_GONE = Pattern.compile("(?is).*\\b(DROP|ALTER)\\s+(TYPE|DOMAIN|SCHEMA)\\b.*");

    private ContractOrder() {}

    /// @param steps sorted by phase
    public static List<Step> of(List<Step> steps) {
        List<Step> ordered = new ArrayList<>();
        List<Step> last = new ArrayList<>();
        int waiting = -1;
        int contract = -1;
        Optional<Step> keeping = Optional.empty();
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            if (step.phase() == Phase.CONTRACT && contract < 0) {
                contract = ordered.size();
            }
            if (step.phase() == Phase.CONTRACT && step.action() instanceof Action.AwaitQuiet(var unused)) {
                if (unused.isEmpty() && i + 1 < steps.size()) {
                    keeping = keeping.or(() -> Optional.of(step));
                    last.add(steps.get(++i));
                } else if (waiting < 0) {
                    waiting = contract;
                    ordered.add(waiting, step);
                } else {
                    ordered.set(waiting, both(ordered.get(waiting), step));
                }
                continue;
            }
            if (needsItGone(step) && keeping.isPresent()) {
                ordered.add(kept(keeping.get(), last));
                ordered.addAll(last);
                last.clear();
                keeping = Optional.empty();
            }
            ordered.add(step);
        }
        keeping.ifPresent(step -> ordered.add(kept(step, last)));
        ordered.addAll(last);
        return ordered;
    }

    private static boolean needsItGone(Step step) {
        return step.action().statements().stream()
                .anyMatch(sql -> NEEDS_IT_GONE.matcher(sql).matches());
    }

    private static Step both(Step one, Step other) {
        Set<Action.UsedName> names = new LinkedHashSet<>(names(one).toList());
        names(other).forEach(names::add);
        String title = "Wait until the new code is deployed and nobody uses any of "
                + String.join(
                        ", ", names.stream().map(Action.UsedName::toString).toList());
        return waiting(one, title, List.copyOf(names), List.of(one, other));
    }

    private static Stream<Action.UsedName> names(Step step) {
        return step.action() instanceof Action.AwaitQuiet(var unused) ? unused.stream() : Stream.empty();
    }

    private static Step kept(Step step, List<Step> dropped) {
        return dropped.size() == 1 ? step : waiting(step, "Keep what is put aside for a while", List.of(), dropped);
    }

    private static Step waiting(Step like, String title, List<Action.UsedName> names, List<Step> serving) {
        return Step.of(like.id(), like.phase(), title, new Action.AwaitQuiet(names), like.rollback(), Optional.empty())
                .serving(serving.stream()
                        .flatMap(step -> step.changes().stream())
                        .distinct()
                        .toList());
    }
}
