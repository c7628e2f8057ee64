package io.godwit.cli.plan;

import io.godwit.model.SqlName;
import io.godwit.model.plan.Action;
import io.godwit.model.plan.Plan;
import io.godwit.model.plan.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// A plan as a script for `psql` or a plain script runner in autocommit mode: statements that end in a
/// semicolon and a
/// line end, none of which has such a line end inside. Backfills are single updates.
///
/// A step that rows may refuse which nobody has looked into is written so that the script goes on without
/// it, with a
/// warning.
public record SqlScript(Plan plan, Set<String> rowsDecide) {
    public SqlScript {
        rowsDecide = Set.copyOf(rowsDecide);
    }

    /// The whole migration, all phases in their order.
    public String forward() {
        return script(
                plan.steps().stream().flatMap(step -> forward(step).stream()).toList());
    }

    /// What undoes it, last step first. Steps that cannot be undone are not in it.
    public String rollback() {
        List<String> statements = new ArrayList<>();
        for (Step step : plan.steps().reversed()) {
            List<String> undo = step.rollback().statements();
            statements.addAll(mayBeRefused(step) && !undo.isEmpty() ? List.of(tolerant(step, undo)) : undo);
        }
        return script(statements);
    }

    /// The statements of one step.
    public List<String> forward(Step step) {
        List<String> statements = step.action().statements();
        return mayBeRefused(step) ? List.of(tolerant(step, statements)) : statements;
    }

    private boolean mayBeRefused(Step step) {
        return rowsDecide.contains(step.id())
                && step.action() instanceof Action.RunSql run
                && run.statements().stream().noneMatch(sql -> sql.contains("CONCURRENTLY"));
    }

    /// Class 22 is data that does not fit, class 23 rows that break a constraint; 42830 a foreign key
    /// whose key was
    /// left out for one of those.
    private static String tolerant(Step step, List<String> statements) {
        String body = String.join("; ", statements);
        String tag = body.contains("$godwit$") ? "$godwit_" + Integer.toHexString(body.hashCode()) + "$" : "$godwit$";
        return "DO " + tag + " BEGIN " + body + "; EXCEPTION WHEN data_exception OR integrity_constraint_violation"
                + " OR invalid_foreign_key OR undefined_object THEN RAISE WARNING '%', "
                + SqlName.literal("Left out, because rows do not allow it: " + step.title())
                + " || ' (' || SQLERRM || ')'; END "
                + tag;
    }

    private static String script(List<String> statements) {
        return statements.stream().map(sql -> sql.strip() + ";\n").collect(Collectors.joining());
    }
}
