package io.godwit.model.plan;

import io.godwit.model.ContentHash;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A migration as phases of steps.
///
/// @param catalogHash hash of the catalog the plan was made for
/// @param steps       in the order in which they run; phases do not go back
public record Plan(ContentHash catalogHash, List<Step> steps) {
    public Plan {
        steps = List.copyOf(steps);
        Set<String> ids = new HashSet<>();
        Phase latest = Phase.EXPAND;
        for (Step step : steps) {
            if (!ids.add(step.id())) {
                throw new IllegalArgumentException("two steps are called " + step.id());
            }
            if (step.phase().compareTo(latest) < 0) {
                throw new IllegalArgumentException(
                        "step " + step.id() + " of phase " + step.phase() + " comes after " + latest);
            }
            latest = step.phase();
        }
    }

    /// Hash of the steps. An approval is bound to it.
    public ContentHash hash() {
        return ContentHash.of(steps.toString());
    }

    /// The last step after which the plan can be undone without loss: the one before the first whose undo
    /// loses something. Empty if the first one does, or there are no steps.
    public Optional<Step> lastSafePoint() {
        Optional<Step> safe = Optional.empty();
        for (Step step : steps) {
            if (step.rollback().reversibility() != Reversibility.LOSSLESS) {
                return safe;
            }
            safe = Optional.of(step);
        }
        return safe;
    }

    /// What undoing the whole plan brings back: as much as its weakest step.
    public Reversibility reversibility() {
        return steps.stream()
                .map(step -> step.rollback().reversibility())
                .reduce(Reversibility.LOSSLESS, Reversibility::and);
    }
}
