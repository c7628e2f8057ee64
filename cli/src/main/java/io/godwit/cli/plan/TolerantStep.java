package io.godwit.cli.plan;

import io.godwit.model.SqlName;
import io.godwit.model.plan.Action;
import io.godwit.model.plan.Step;
import io.godwit.model.planning.RowsDecide;
import java.util.List;
import java.util.stream.Collectors;

/// A step that rows decide about, as one block without which a script goes on, with a warning. Its undo does something
/// only where the step was taken.
record TolerantStep(Step step, RowsDecide decision) {

    /// Data that does not fit (class 22), rows that break a constraint (class 23), and what follows from a step that
    /// was left out for one of those: a type that stayed, a key or column that is not there, a type still in use.
    private static final String REFUSED = "data_exception OR integrity_constraint_violation OR invalid_foreign_key"
            + " OR undefined_object OR undefined_column OR undefined_function OR datatype_mismatch"
            + " OR dependent_objects_still_exist";

    /// Whether a step can be a part of a block: it runs in a transaction.
    static boolean fits(Step step) {
        return step.action() instanceof Action.RunSql run
                && run.statements().stream().noneMatch(sql -> sql.contains("CONCURRENTLY"));
    }

    String forward(List<String> statements) {
        String body = sequence(statements);
        String whole = decision.guard()
                .map(guard -> ifNotDone("LOCK TABLE " + guard.table().sql() + " IN ACCESS EXCLUSIVE MODE; IF ("
                        + guard.query() + ") THEN " + warning("") + " ELSE " + body + " END IF;"))
                .orElse(body);
        return block(whole);
    }

    String rollback(List<String> undo) {
        String body = sequence(undo);
        return block(step.probe()
                .map(probe -> "IF (" + probe + ") THEN " + body + " END IF;")
                .orElse(body));
    }

    private String ifNotDone(String body) {
        return step.probe()
                .map(probe -> "IF NOT (" + probe + ") THEN " + body + " END IF;")
                .orElse(body);
    }

    /// A block has no use for what a query returns, and refuses one that says so.
    private static String sequence(List<String> statements) {
        return statements.stream()
                        .map(sql -> sql.replaceFirst("^SELECT ", "PERFORM "))
                        .collect(Collectors.joining("; "))
                + ";";
    }

    private String warning(String more) {
        return "RAISE WARNING '%', " + SqlName.literal("Left out, because " + decision.reason() + ": " + step.title())
                + more + ";";
    }

    private String block(String body) {
        String tag = body.contains("$godwit$") ? "$godwit_" + Integer.toHexString(body.hashCode()) + "$" : "$godwit$";
        return "DO " + tag + " BEGIN " + body + " EXCEPTION WHEN " + REFUSED + " THEN "
                + warning(" || ' (' || SQLERRM || ')'") + " END " + tag;
    }
}
