package io.godwit.validator.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.model.catalog.Catalog;
import io.godwit.model.effect.StatementEffect;
import io.godwit.model.plan.Action;
import io.godwit.model.plan.LockMode;
import io.godwit.model.plan.Phase;
import io.godwit.model.plan.Plan;
import io.godwit.model.plan.Rollback;
import io.godwit.model.plan.Step;
import io.godwit.model.planning.StatementUndo;
import io.godwit.model.statement.ParsedStatement;
import io.godwit.model.statement.Statement;
import io.godwit.postgres.catalog.CatalogReader;
import io.godwit.postgres.proof.CatalogDifference;
import io.godwit.postgres.statement.StatementParser;
import io.godwit.stack.test.TestDatabase;
import io.godwit.stack.test.TestStack;
import io.godwit.validator.Judgement;
import io.godwit.validator.PlainPlan;
import io.godwit.validator.PlanRun;
import io.godwit.validator.Validator;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Tries a safe pattern against the statement it replaces, on a real database: both end in the same
/// catalog, and the safe form's undo brings the catalog back.
final class PatternTrial {
    private PatternTrial() {}

    /// @return the steps of the safe form
    static List<Step> of(String setup, String statement, String undo) throws SQLException {
        return of(setup, Phase.EXPAND, statement, undo, "");
    }

    /// The same, with what code does once the safe form is done.
    static List<Step> after(String setup, String statement, String undo, String used) throws SQLException {
        return of(setup, Phase.EXPAND, statement, undo, used);
    }

    /// @param phase when the statement runs
    /// @param used what code that runs meanwhile does, in SQL: after EXPAND and MIGRATE, before CONTRACT;
    /// the naive form does not bear it
    static List<Step> of(String setup, Phase phase, String statement, String undo, String used) throws SQLException {
        Rollback rollback = Rollback.lossless(undo);
        try (TestDatabase naive = TestStack.newDatabase();
                TestDatabase safe = TestStack.newDatabase();
                Connection inNaive = naive.connect();
                Connection inSafe = safe.connect();
                Connection judging = safe.connect()) {
            naive.execute(setup);
            safe.execute(setup);
            Catalog before = CatalogReader.read(inSafe);
            Plan plain = PlainPlan.on(before).step(phase, statement, rollback).plan();
            Judgement judgement = Validator.of(judging).judge(plain);
            assertThat(judgement.findings())
                    .filteredOn(finding -> finding.code().equals("GW101"))
                    .isEmpty();

            new PlanRun(inNaive).forward(plain);
            new PlanRun(inSafe).forward(judgement.plan(), Phase.CONTRACT, used);
            assertThat(CatalogDifference.between(CatalogReader.read(inNaive), CatalogReader.read(inSafe)))
                    .isEmpty();

            new PlanRun(inSafe).back(judgement.plan());
            assertThat(CatalogDifference.between(before, CatalogReader.read(inSafe)))
                    .isEmpty();
            return judgement.plan().steps();
        }
    }

    /// A plan of statements as people write them: each a step, undone as the analyzer has it undone.
    static Plan written(Catalog start, String... statements) {
        List<Step> steps = new ArrayList<>();
        Catalog before = start;
        for (String sql : statements) {
            ParsedStatement parsed = StatementParser.inPublic().parse(sql);
            Catalog after = StatementEffect.after(before, parsed.statement());
            steps.add(Step.of(
                    "%02d".formatted(steps.size() + 1),
                    parsed.statement() instanceof Statement.ChangeRows ? Phase.MIGRATE : Phase.EXPAND,
                    sql,
                    Action.RunSql.together(sql),
                    StatementUndo.of(parsed, before, after),
                    Optional.empty()));
            before = after;
        }
        return new Plan(start.hash(), steps);
    }

    /// Whether the server that runs the trials knows what came with this version of PostgreSQL.
    static boolean since(int version) throws SQLException {
        try (TestDatabase database = TestStack.newDatabase();
                Connection connection = database.connect()) {
            return connection.getMetaData().getDatabaseMajorVersion() >= version;
        }
    }

    /// The strongest lock of each step, for comparison.
    static List<LockMode> strongest(List<Step> steps) {
        return steps.stream()
                .map(step -> step.locks().stream()
                        .map(lock -> lock.mode())
                        .reduce(LockMode.ACCESS_SHARE, (a, b) -> a.compareTo(b) >= 0 ? a : b))
                .toList();
    }
}
