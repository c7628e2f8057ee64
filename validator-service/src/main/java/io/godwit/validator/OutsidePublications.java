package io.godwit.validator;

import io.godwit.model.plan.Plan;
import io.godwit.model.plan.Step;
import io.godwit.validator.pattern.ListedColumn;
import io.godwit.validator.pattern.Situation;
import java.util.List;
import java.util.stream.Stream;

/// A plan as it was proposed, but for what PostgreSQL would refuse only because publications name a column: those steps
/// as [ListedColumn] has them.
final class OutsidePublications {
    private static final ListedColumn PATTERN = new ListedColumn();

    private OutsidePublications() {}

    static Plan of(Plan plan, PlanReading reading, Situation start) {
        List<Step> steps = reading.read(plan, start).stream()
                .flatMap(OutsidePublications::steps)
                .toList();
        return new Plan(plan.catalogHash(), steps);
    }

    private static Stream<Step> steps(PlanReading.StepView view) {
        return view.parsed().stream()
                .findFirst()
                .flatMap(first -> PATTERN.rewrite(
                        view.step(),
                        first,
                        view.before(),
                        view.before().setting().questions()))
                .map(List::stream)
                .orElseGet(() -> Stream.of(view.step()));
    }
}
