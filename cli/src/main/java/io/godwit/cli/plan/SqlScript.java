package io.godwit.cli.plan;

import io.godwit.model.plan.Action;
import io.godwit.model.plan.Plan;
import io.godwit.model.plan.Step;
import io.godwit.model.planning.RowsDecide;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A plan as a script for `psql` or a plain script runner in autocommit mode: statements that end in a
/// semicolon and a line end, none of which has such a line end inside, but for the bodies of functions people wrote
/// so. Backfills are single updates, and where the plan waits there is a comment. Statements that need those before
/// them
/// in one transaction (`LOCK TABLE`, temporary tables that go `ON COMMIT`) stand between `BEGIN` and `COMMIT`.
///
/// A step that rows nobody has looked into decide about is written so that the script goes on without it,
/// with a warning.
public record SqlScript(Plan plan, Map<String, RowsDecide> rowsDecide) {
    private static final Pattern OF_TRANSACTION =
            Pattern.compile("(?is)^\\s*lock\\b|^\\s*create\\s.*\\btemp(?:orary)?\\s.*\\bon\\s+commit\\b");

    public SqlScript {
        rowsDecide = Map.copyOf(rowsDecide);
    }

    /// The whole migration, all phases in their order.
    public String forward() {
        List<String> statements = new ArrayList<>();
        String waiting = "";
        for (Step step : plan.steps()) {
            if (step.action() instanceof Action.AwaitQuiet) {
                waiting += "-- " + step.title().replace("\n", " ") + "\n";
            }
            for (String statement : forward(step)) {
                statements.add(waiting + statement);
                waiting = "";
            }
        }
        return script(statements);
    }

    /// What undoes it, last step first. Steps that cannot be undone are not in it.
    public String rollback() {
        List<String> statements = new ArrayList<>();
        for (Step step : plan.steps().reversed()) {
            List<String> undo = step.rollback().statements();
            statements.addAll(
                    undo.isEmpty()
                            ? undo
                            : tolerant(step)
                                    .map(block -> List.of(block.rollback(undo)))
                                    .orElse(undo));
        }
        return script(statements);
    }

    /// The statements of one step.
    public List<String> forward(Step step) {
        List<String> statements = inTransaction(step.action());
        return tolerant(step).map(block -> List.of(block.forward(statements))).orElse(statements);
    }

    private static List<String> inTransaction(Action action) {
        List<String> statements = action.statements();
        if (statements.size() == 1
                || statements.stream()
                        .noneMatch(sql -> OF_TRANSACTION.matcher(sql).find())) {
            return statements;
        }
        return Stream.of(List.of("BEGIN"), statements, List.of("COMMIT"))
                .flatMap(List::stream)
                .toList();
    }

    private Optional<TolerantStep> tolerant(Step step) {
        return Optional.ofNullable(rowsDecide.get(step.id()))
                .filter(_ -> TolerantStep.fits(step))
                .map(decision -> new TolerantStep(step, decision));
    }

    private static String script(List<String> statements) {
        return ScriptSettings.ofSession(statements).stream()
                .map(sql -> sql.strip() + ";\n")
                .collect(Collectors.joining());
    }
}
