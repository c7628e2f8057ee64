package io.godwit.validator;

import io.godwit.model.plan.Action;
import io.godwit.model.plan.Phase;
import io.godwit.model.plan.Plan;
import io.godwit.model.plan.Step;
import io.godwit.model.plan.TransactionMode;
import io.godwit.model.statement.ParsedStatement;
import io.godwit.model.statement.Statement;
import io.godwit.postgres.statement.StatementParser;
import io.godwit.validator.pattern.OwnSteps;
import io.godwit.validator.pattern.Situation;
import io.godwit.validator.prediction.Prediction;
import io.godwit.validator.prediction.Rehearsal;
import io.godwit.validator.prediction.Setting;
import io.godwit.validator.rule.CheckedStatement;
import io.godwit.validator.rule.Earlier;
import io.godwit.validator.rule.SessionSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Walks through a plan statement by statement, keeping account of what the statements before have
/// changed.
final class PlanReading {
    private static final Pattern ASSIGNED = Pattern.compile("\"((?:[^\"]|\"\")++)\"\\s*=");

    private final StatementParser parser = StatementParser.inPublic();

    /// What a step looks like when its turn comes.
    record StepView(Step step, List<CheckedStatement> statements, Situation before) {
        Prediction effect() {
            return statements.stream().map(CheckedStatement::effect).reduce(Prediction.nothing(), Prediction::and);
        }

        List<ParsedStatement> parsed() {
            return statements.stream().map(CheckedStatement::parsed).toList();
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
            return new StepView(moved, statements, before);
        }
    }

    List<StepView> read(Plan plan, Situation start) {
        List<StepView> views = new ArrayList<>();
        Rehearsal rehearsal = new Rehearsal(start.setting());
        Situation before = start;
        for (Step step : plan.steps()) {
            StepView view = read(step, before.at(rehearsal.setting()), rehearsal);
            views.add(view);
            before = after(step, before, view);
        }
        return views;
    }

    private StepView read(Step step, Situation before, Rehearsal rehearsal) {
        boolean together = step.action().transaction() == TransactionMode.TOGETHER;
        List<CheckedStatement> statements = new ArrayList<>();
        Earlier earlier = Earlier.nothing();
        rehearsal.newTransaction(together);
        for (ParsedStatement statement : statements(step.action())) {
            Setting setting = rehearsal.setting();
            CheckedStatement checked = new CheckedStatement(
                    statement, rehearsal.next(statement), false, setting, before.statistics(), settings(step), earlier);
            statements.add(checked);
            if (together) {
                earlier = earlier.and(checked);
            } else {
                rehearsal.newTransaction(false);
            }
        }
        return new StepView(step, statements, before);
    }

    /// The executor sets the step's timeouts before it.
    private static SessionSettings settings(Step step) {
        return SessionSettings.lockTimeout(step.lockTimeout());
    }

    private static Situation after(Step step, Situation before, StepView view) {
        Situation after = before;
        for (CheckedStatement statement : view.statements()) {
            after = after.after(statement.statement());
        }
        return step.action() instanceof Action.Backfill backfill
                ? after.afterFilling(backfill.table(), assigned(backfill.assignments()))
                : after;
    }

    List<ParsedStatement> statements(Action action) {
        return switch (action) {
            case Action.RunSql _, Action.BuildIndexConcurrently _ ->
                action.statements().stream()
                        .filter(sql -> !OwnSteps.comesBack(sql))
                        .map(parser::parse)
                        .toList();
            case Action.Compare _, Action.AwaitQuiet _ -> List.of();
            case Action.Backfill backfill ->
                List.of(new ParsedStatement(
                        backfill.statements().getFirst(),
                        new Statement.ChangeRows(Statement.ChangeRows.Operation.UPDATE, backfill.table(), false)));
            case Action.DeleteRows delete ->
                List.of(new ParsedStatement(
                        delete.statements().getFirst(),
                        new Statement.ChangeRows(Statement.ChangeRows.Operation.DELETE, delete.table(), false)));
        };
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
