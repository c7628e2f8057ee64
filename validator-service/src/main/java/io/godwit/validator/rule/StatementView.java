package io.godwit.validator.rule;

import io.godwit.model.finding.Evidence;
import io.godwit.model.finding.Finding;
import io.godwit.model.finding.Severity;
import io.godwit.model.finding.Verdict;
import io.godwit.model.plan.Step;
import io.godwit.model.statement.ParsedStatement;
import io.godwit.model.statement.Statement;
import io.godwit.model.statement.TableChange;
import io.godwit.validator.LiveDatabase;
import io.godwit.validator.effect.Effect;
import io.godwit.validator.effect.Situation;
import java.util.List;
import java.util.stream.Stream;

/// A statement at its place in the plan, as a rule sees it.
///
/// @param step     the step it is in
/// @param position its place in the step, from 0
/// @param effect   what it does
/// @param before   what is known when its turn comes
/// @param live     answers questions about the data
public record StatementView(
        Step step, int position, ParsedStatement parsed, Effect effect, Situation before, LiveDatabase live) {

    public Statement statement() {
        return parsed.statement();
    }

    /// The changes of an ALTER TABLE of that kind; none for another statement.
    <T extends TableChange> Stream<T> changes(Class<T> kind) {
        return statement() instanceof Statement.AlterTable alter
                ? alter.changes().stream().filter(kind::isInstance).map(kind::cast)
                : Stream.empty();
    }

    Judged judged(
            String code,
            Severity severity,
            Verdict verdict,
            String message,
            String why,
            String suggestion,
            Evidence... evidence) {
        return new Judged(
                new Finding(code, severity, step.id(), parsed.text(), message, why, suggestion, List.of(evidence)),
                verdict);
    }
}
