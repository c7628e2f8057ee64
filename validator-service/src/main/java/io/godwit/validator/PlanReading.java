package io.godwit.validator;

import io.godwit.model.catalog.ObjectName;
import io.godwit.model.plan.Action;
import io.godwit.model.plan.LockMode;
import io.godwit.model.plan.Phase;
import io.godwit.model.plan.Plan;
import io.godwit.model.plan.Step;
import io.godwit.model.plan.TransactionMode;
import io.godwit.model.statement.ParsedStatement;
import io.godwit.model.statement.Statement;
import io.godwit.postgres.statement.StatementParser;
import io.godwit.validator.effect.Effect;
import io.godwit.validator.effect.EffectPrediction;
import io.godwit.validator.effect.Situation;
import io.godwit.validator.rule.StatementView;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Walks through a plan statement by statement, keeping account of what the statements before have changed.
final class PlanReading {
    private static final Pattern ASSIGNED = Pattern.compile("\"((?:[^\"]|\"\")+)\"\\s*=");

    private final LiveDatabase live;
    private final EffectPrediction prediction;
    private final StatementParser parser = StatementParser.inPublic();

    PlanReading(LiveDatabase live) {
        this.live = live;
        this.prediction = new EffectPrediction(live);
    }

    /// What a step looks like when its turn comes.
    record StepView(Step step, List<StatementView> statements, Situation before, Situation after) {
        Effect effect() {
            return statements.stream().map(StatementView::effect).reduce(Effect.none(), Effect::and);
        }

        List<ParsedStatement> parsed() {
            return statements.stream().map(StatementView::parsed).toList();
        }

        /// The same step in another phase.
        StepView in(Phase phase) {
            Step moved = new Step(
                    step.id(),
                    phase,
                    step.title(),
                    step.action(),
                    step.rollback(),
                    step.probe(),
                    step.locks(),
                    step.lockTimeout(),
                    step.statementTimeout(),
                    step.changes());
            return new StepView(moved, statements, before, after);
        }
    }

    List<StepView> read(Plan plan, Situation start) {
        List<StepView> views = new ArrayList<>();
        Situation before = start;
        for (Step step : plan.steps()) {
            StepView view = read(step, before);
            views.add(view);
            before = view.after();
        }
        return views;
    }

    StepView read(Step step, Situation start) {
        List<StatementView> views = new ArrayList<>();
        Situation before = start;
        Effect held = Effect.none();
        for (ParsedStatement statement : statements(step.action())) {
            Effect own = prediction.of(statement.statement(), before);
            Effect effect = together(step.action()) ? own.and(locksOnly(held, own)) : own;
            views.add(new StatementView(step, views.size(), statement, effect, before, live));
            held = held.and(own);
            before = before.after(statement.statement());
        }
        if (step.action() instanceof Action.Backfill backfill) {
            before = before.afterFilling(backfill.table(), assigned(backfill.assignments()));
        }
        return new StepView(step, views, start, before);
    }

    List<ParsedStatement> statements(Action action) {
        return switch (action) {
            case Action.RunSql _, Action.BuildIndexConcurrently _ ->
                action.statements().stream().map(parser::parse).toList();
            case Action.Compare _, Action.AwaitQuiet _ -> List.of();
            case Action.Backfill backfill ->
                List.of(new ParsedStatement(
                        backfill.statements().getFirst(),
                        new Statement.ChangeRows(Statement.ChangeRows.Operation.UPDATE, backfill.table(), false)));
        };
    }

    /// Locks taken earlier in the transaction on tables that this statement reads or writes whole: they are held
    /// meanwhile.
    private static Effect locksOnly(Effect held, Effect own) {
        TreeMap<ObjectName, LockMode> locks = new TreeMap<>(held.locks());
        locks.keySet().removeIf(table -> !own.takesLong(table));
        return new Effect(locks, Set.of(), Set.of(), Set.of());
    }

    private static boolean together(Action action) {
        return action instanceof Action.RunSql(List<String> _, TransactionMode mode)
                && mode == TransactionMode.TOGETHER;
    }

    private static Set<String> assigned(String assignments) {
        Set<String> columns = new TreeSet<>();
        Matcher matcher = ASSIGNED.matcher(assignments);
        while (matcher.find()) {
            columns.add(matcher.group(1).replace("\"\"", "\""));
        }
        return columns;
    }
}
