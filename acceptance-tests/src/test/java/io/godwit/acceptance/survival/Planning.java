package io.godwit.acceptance.survival;

import io.godwit.analyzer.DatabaseRows;
import io.godwit.analyzer.rename.RenamedRows;
import io.godwit.model.catalog.Catalog;
import io.godwit.model.change.SchemaChange;
import io.godwit.model.diff.CatalogDiff;
import io.godwit.model.diff.Renamed;
import io.godwit.model.diff.Renaming;
import io.godwit.model.effect.StatementEffect;
import io.godwit.model.finding.Verdict;
import io.godwit.model.plan.Action;
import io.godwit.model.plan.Phase;
import io.godwit.model.plan.Plan;
import io.godwit.model.plan.Step;
import io.godwit.model.planning.Answers;
import io.godwit.model.planning.AssumedValues;
import io.godwit.model.planning.GuardedChanges;
import io.godwit.model.planning.PlainPlanner;
import io.godwit.model.planning.PlannedMigration;
import io.godwit.model.planning.StatementUndo;
import io.godwit.model.statement.ParsedStatement;
import io.godwit.model.statement.Statement;
import io.godwit.model.statement.Statement.ChangeRows.Operation;
import io.godwit.postgres.catalog.CatalogReader;
import io.godwit.postgres.statement.StatementParser;
import io.godwit.validator.Judgement;
import io.godwit.validator.Validator;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Plans a case as production would: compared with the wanted catalog, then judged and rewritten against the rows.
final class Planning {
    private Planning() {}

    /// @param connection to a database as it is before
    /// @param wanted     the catalog afterwards
    static Plan of(SurvivalCase change, Connection connection, Catalog wanted) throws SQLException {
        return judgement(change, connection, wanted).plan();
    }

    /// The same plan, with what is said of it.
    static Judgement judgement(SurvivalCase change, Connection connection, Catalog wanted) throws SQLException {
        Catalog live = CatalogReader.read(connection);
        if (!change.written().isEmpty()) {
            return judged(change, connection, written(live, change.written()));
        }
        Catalog renamed = Renamed.in(live, change.renames());
        List<SchemaChange> changes = new ArrayList<>(Renaming.changes(change.renames(), live));
        changes.addAll(CatalogDiff.between(renamed, wanted, wanted.enums().keySet()));
        PlannedMigration plain = PlainPlanner.plan(
                GuardedChanges.unguarded(AssumedValues.in(changes, wanted).changes()),
                live,
                renamed,
                new RenamedRows(new DatabaseRows(connection), change.renames()),
                answers(change));
        if (!plain.questions().isEmpty()) {
            throw new IllegalStateException(change + " leaves questions: " + plain.questions());
        }
        return judged(change, connection, plain.plan());
    }

    private static Answers answers(SurvivalCase change) {
        Map<String, String> answers = new HashMap<>();
        change.fills().forEach((name, expression) -> {
            int dot = name.lastIndexOf('.');
            answers.put(Answers.valueQuestion(name.substring(0, dot), name.substring(dot + 1)), expression);
        });
        return new Answers(answers);
    }

    /// Each statement a step, in the phase and with the undo it has when it comes from a file.
    private static Plan written(Catalog live, List<String> statements) {
        List<Step> steps = new ArrayList<>();
        Catalog before = live;
        for (String sql : statements) {
            ParsedStatement parsed = StatementParser.inPublic().parse(sql);
            Catalog after = StatementEffect.after(before, parsed.statement());
            steps.add(Step.of(
                    "%02d".formatted(steps.size() + 1),
                    phase(parsed.statement()),
                    sql,
                    Action.RunSql.together(sql),
                    StatementUndo.of(parsed, before, after),
                    Optional.empty()));
            before = after;
        }
        steps.sort(Comparator.comparing(Step::phase));
        return new Plan(live.hash(), steps);
    }

    /// Rows that go do not come back: that is for the end, when the new code is there.
    private static Phase phase(Statement statement) {
        return switch (statement) {
            case Statement.ChangeRows rows when rows.operation() == Operation.DELETE -> Phase.CONTRACT;
            case Statement.ChangeRows _ -> Phase.MIGRATE;
            default -> Phase.EXPAND;
        };
    }

    private static Judgement judged(SurvivalCase change, Connection connection, Plan plan) throws SQLException {
        Judgement judgement = Validator.of(connection).judge(plan);
        if (judgement.verdict() == Verdict.REJECTED) {
            throw new IllegalStateException(change + " is rejected: " + judgement.reason());
        }
        return judgement;
    }
}
