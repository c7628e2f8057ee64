package io.godwit.validator.pattern;

import io.godwit.model.SqlName;
import io.godwit.model.catalog.Constraint;
import io.godwit.model.catalog.Table;
import io.godwit.model.plan.Action;
import io.godwit.model.plan.Reversibility;
import io.godwit.model.plan.Rollback;
import io.godwit.model.plan.Step;
import io.godwit.model.plan.TransactionMode;
import io.godwit.model.planning.ConstraintSql;
import io.godwit.model.statement.ParsedStatement;
import io.godwit.validator.prediction.Prediction;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/// ALTER COLUMN TYPE that leaves the rows as they are, of a column that checks name: PostgreSQL would check every row
/// again under ACCESS EXCLUSIVE. The checks are added a second time, `NOT VALID`, and take the names of the first ones
/// in the transaction that changes the type, so that they hold for new rows all the time; existing rows are checked in
/// transactions of their own.
final class RecheckedType {
    private RecheckedType() {}

    static Optional<List<Step>> steps(
            Step step, ParsedStatement statement, Table table, String column, Prediction effect) {
        List<Constraint.Check> checks = table.constraints().stream()
                .filter(Constraint.Check.class::isInstance)
                .map(Constraint.Check.class::cast)
                .filter(check -> check.validated() && check.expression().contains(column))
                .toList();
        if (!effect.takesLong(table.name()) || checks.isEmpty()) {
            return Optional.empty();
        }
        String alter = "ALTER TABLE " + table.name().sql() + " ";
        List<String> drops = each(checks, check -> alter + "DROP CONSTRAINT " + SqlName.quoted(check.name()));
        List<String> renames = each(
                checks,
                check -> alter + "RENAME CONSTRAINT " + SqlName.quoted(Conversion.fresh(check.name())) + " TO "
                        + SqlName.quoted(check.name()));
        List<String> validations = each(checks, check -> alter + "VALIDATE CONSTRAINT " + SqlName.quoted(check.name()));
        List<String> leave = each(
                checks, check -> alter + "DROP CONSTRAINT IF EXISTS " + SqlName.quoted(Conversion.fresh(check.name())));
        Steps steps = new Steps(step)
                .add(
                        step.phase(),
                        "Hold new rows of " + table.name() + " to the checks of " + column + " a second time",
                        new Action.RunSql(
                                each(checks, check -> add(table, check, Conversion.fresh(check.name()))),
                                TransactionMode.TOGETHER),
                        new Rollback(
                                Reversibility.LOSSLESS,
                                all(validations, leave, List.of()),
                                TransactionMode.TOGETHER,
                                ""),
                        Probes.constraint(
                                table.name(), Conversion.fresh(checks.getFirst().name())))
                .add(
                        step.phase(),
                        step.title(),
                        new Action.RunSql(all(drops, List.of(statement.text()), renames), TransactionMode.TOGETHER),
                        new Rollback(
                                step.rollback().reversibility(),
                                all(
                                        drops,
                                        without(checks, step.rollback().statements()),
                                        each(checks, check -> add(table, check, check.name()))),
                                TransactionMode.TOGETHER,
                                step.rollback().note()),
                        step.probe());
        for (Constraint.Check check : checks) {
            steps.add(
                    step.phase(),
                    "Check existing rows of " + table.name() + " against " + check.name(),
                    Action.RunSql.together(alter + "VALIDATE CONSTRAINT " + SqlName.quoted(check.name())),
                    Rollback.lossless(),
                    Probes.validated(table.name(), check.name()));
        }
        return Optional.of(steps.all());
    }

    /// The undo may make the checks anew itself.
    private static List<String> without(List<Constraint.Check> checks, List<String> undo) {
        return undo.stream()
                .filter(sql ->
                        checks.stream().noneMatch(check -> sql.contains("CONSTRAINT " + SqlName.quoted(check.name()))))
                .toList();
    }

    private static String add(Table table, Constraint.Check check, String name) {
        return ConstraintSql.add(table.name(), new Constraint.Check(name, check.expression(), false));
    }

    private static List<String> each(List<Constraint.Check> checks, Function<Constraint.Check, String> statement) {
        return checks.stream().map(statement).toList();
    }

    private static List<String> all(List<String> before, List<String> middle, List<String> after) {
        return Stream.of(before, middle, after).flatMap(List::stream).toList();
    }
}
