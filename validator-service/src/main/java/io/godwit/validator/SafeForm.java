package io.godwit.validator;

import io.godwit.model.catalog.Catalog;
import io.godwit.model.catalog.Table;
import io.godwit.model.diff.Rename;
import io.godwit.model.diff.Renamed;
import io.godwit.model.effect.StatementEffect;
import io.godwit.model.finding.Evidence;
import io.godwit.model.finding.Finding;
import io.godwit.model.finding.Provenance;
import io.godwit.model.finding.Severity;
import io.godwit.model.plan.Action;
import io.godwit.model.plan.Phase;
import io.godwit.model.plan.Plan;
import io.godwit.model.plan.Step;
import io.godwit.model.plan.TransactionMode;
import io.godwit.model.planning.StatementUndo;
import io.godwit.model.statement.ParsedStatement;
import io.godwit.model.statement.Statement;
import io.godwit.model.statement.TableChange;
import io.godwit.validator.pattern.ColumnsBefore;
import io.godwit.validator.pattern.ContractOrder;
import io.godwit.validator.pattern.EnumNames;
import io.godwit.validator.pattern.JoinedDefaults;
import io.godwit.validator.pattern.JoinedEnum;
import io.godwit.validator.pattern.ObjectsInPlace;
import io.godwit.validator.pattern.SafePattern;
import io.godwit.validator.pattern.SafePatterns;
import io.godwit.validator.pattern.Situation;
import io.godwit.validator.pattern.ViewsBeside;
import io.godwit.validator.prediction.Prediction;
import io.godwit.validator.rule.CheckedStatement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/// Rewrites a plan step by step to its safe form, and fills in locks and timeouts.
final class SafeForm {
    private static final Duration BRIEF = Duration.ofSeconds(30);

    private final PlanReading reading;

    SafeForm(PlanReading reading) {
        this.reading = reading;
    }

    /// @param rewritings one finding for each step that was rewritten, saying what and why, and each for what is
    /// missing meanwhile
    record Rewritten(Plan plan, List<Finding> rewritings) {}

    Rewritten of(Plan plan, Situation start) {
        return of(plan, start, Set.of());
    }

    /// @param untouched ids of steps that stay as they are
    Rewritten of(Plan plan, Situation start, Set<String> untouched) {
        List<Step> steps = new ArrayList<>();
        List<Finding> rewritings = new ArrayList<>();
        Unready unready = new Unready();
        Catalog now = start.catalog();
        List<PlanReading.StepView> views = reading.read(joined(plan, start.catalog()), start);
        for (int i = 0; i < views.size(); i++) {
            PlanReading.StepView view = views.get(i);
            boolean waits = view.step().phase() == Phase.EXPAND && unready.isNamedIn(view.step());
            PlanReading.StepView turn = waits ? view.in(Phase.MIGRATE) : view;
            Surroundings around = new Surroundings(now, views.subList(i + 1, views.size()));
            List<Step> instead =
                    untouched.contains(view.step().id()) ? List.of(turn.step()) : rewritten(turn, around, rewritings);
            unready.add(view.step().phase(), view.parsed(), instead);
            steps.addAll(instead);
            now = after(view, now);
        }
        steps.sort(Comparator.comparing(Step::phase));
        List<Step> inPlace = ObjectsInPlace.of(EnumNames.of(ColumnsBefore.of(ContractOrder.of(steps))));
        List<Step> ordered = described(plan, ViewsBeside.of(inPlace), start);
        rewritings.addAll(MissingMeanwhile.in(ordered));
        return new Rewritten(new Plan(plan.catalogHash(), ordered), rewritings);
    }

    /// The plan with what tools write as several statements, and means one change, in one step.
    private Plan joined(Plan plan, Catalog catalog) {
        Function<Step, Optional<Statement>> read = step -> {
            List<ParsedStatement> parsed = reading.statements(step.action());
            return parsed.size() == 1 ? Optional.of(parsed.getFirst().statement()) : Optional.empty();
        };
        return new Plan(plan.catalogHash(), JoinedEnum.in(JoinedDefaults.in(plan.steps(), read), catalog, read));
    }

    /// @param now   the catalog when the step's turn comes
    /// @param later what the plan does after it
    private record Surroundings(Catalog now, List<PlanReading.StepView> later) {
        Surroundings at(Catalog catalog) {
            return new Surroundings(catalog, later);
        }

        boolean allow(SafePattern pattern, Statement changed) {
            return !(changed instanceof Statement.AlterTable alter)
                    || later.stream()
                            .flatMap(view -> view.parsed().stream())
                            .map(ParsedStatement::statement)
                            .filter(statement -> isOn(statement, alter))
                            .allMatch(other -> pattern.bears(changed, other));
        }

        /// On the table the statement changes, which may be renamed by it.
        private static boolean isOn(Statement statement, Statement.AlterTable changed) {
            return statement instanceof Statement.AlterTable other
                    && (other.table().equals(changed.table())
                            || changed.changes().stream()
                                    .anyMatch(change -> change instanceof TableChange.RenameTable(String name)
                                            && other.table()
                                                    .equals(changed.table().sibling(name))));
        }
    }

    /// The catalog the step leaves behind. Objects that are not taken apart are gone when the statements
    /// have run that take them away.
    private static Catalog after(PlanReading.StepView view, Catalog before) {
        Catalog renamed = Renamed.in(
                before,
                view.parsed().stream()
                        .flatMap(statement -> renames(statement.statement()))
                        .toList());
        Catalog now = renamed;
        Set<String> run = new HashSet<>();
        for (CheckedStatement statement : view.statements()) {
            run.add(statement.parsed().text());
            now = StatementEffect.after(now, statement.parsed().statement());
        }
        return kept(now, renamed)
                .withObjects(renamed.objects().values().stream()
                        .filter(object -> object.removes().isEmpty() || !run.containsAll(object.removes()))
                        .toList());
    }

    private static Stream<Rename> renames(Statement statement) {
        return statement instanceof Statement.AlterTable alter
                ? alter.changes().stream().flatMap(change -> switch (change) {
                    case TableChange.RenameColumn(String old, String fresh) ->
                        Stream.of(new Rename.OfColumn(alter.table(), old, fresh));
                    case TableChange.RenameTable(String fresh) ->
                        Stream.of(
                                new Rename.OfTable(alter.table(), alter.table().sibling(fresh)));
                    case TableChange _ -> Stream.empty();
                })
                : Stream.empty();
    }

    /// Statements change no lineage.
    private static Catalog kept(Catalog now, Catalog before) {
        List<Table> tables = now.tables().values().stream()
                .map(table -> before.table(table.name())
                        .map(earlier -> table.withLineage(earlier.lineage()))
                        .orElse(table))
                .toList();
        return Catalog.of(now.schemas(), now.extensions(), tables, now.enums().values(), now.others());
    }

    private List<Step> rewritten(PlanReading.StepView view, Surroundings around, List<Finding> rewritings) {
        if (view.statements().isEmpty()) {
            return List.of(view.step());
        }
        if (replacesType(view)) {
            return oneByOne(view, around, rewritings);
        }
        CheckedStatement statement = view.statements().getFirst();
        for (SafePattern pattern : SafePatterns.all()) {
            if (view.statements().size() > 1 && !pattern.takesCompanions()
                    || !around.allow(pattern, statement.statement())) {
                continue;
            }
            Optional<List<Step>> safe = pattern.rewrite(
                    view.step(),
                    statement.parsed(),
                    view.before().withCatalog(around.now()),
                    view.before().setting().questions());
            if (safe.isPresent()) {
                rewritings.add(finding(pattern, view.step(), statement, safe.get()));
                return safe.get();
            }
            pattern.obstacle(statement.parsed(), view.before().withCatalog(around.now()))
                    .ifPresent(obstacle -> rewritings.add(leftPlain(pattern, view.step(), statement, obstacle)));
        }
        return List.of(view.step());
    }

    private static Finding leftPlain(SafePattern pattern, Step step, CheckedStatement statement, String obstacle) {
        return new Finding(
                pattern.code(),
                Severity.INFO,
                step.id(),
                statement.parsed().text(),
                "stays in its plain form: " + obstacle,
                "the safe form of " + step.title() + " is not possible",
                "run it when little is going on, or change what is in the way first",
                List.of(new Evidence(Provenance.CATALOG, "the catalog of the database the plan was made for")));
    }

    /// Whether the step puts another enum in the place of one whose columns are read or rewritten for it.
    private static boolean replacesType(PlanReading.StepView view) {
        return view.statements().size() > 1
                && view.statements().getFirst().statement() instanceof Statement.CreateEnum
                && view.statements().stream().anyMatch(one -> one.statement() instanceof Statement.DropType)
                && view.effect().takesLong();
    }

    /// How many of the first statements make the new type: itself, its owner, its privileges.
    private static int withGrants(List<CheckedStatement> statements) {
        return (int) (1
                + statements.stream()
                        .skip(1)
                        .takeWhile(one -> switch (one.statement()) {
                            case Statement.AlterTable _,
                                    Statement.DropIndex _,
                                    Statement.DropType _,
                                    Statement.RenameType _ -> false;
                            case Statement _ -> true;
                        })
                        .count());
    }

    /// Each statement as a step of its own, in its own safe form.
    private List<Step> oneByOne(PlanReading.StepView view, Surroundings around, List<Finding> rewritings) {
        List<Step> steps = new ArrayList<>();
        Catalog before = around.now();
        int part = 0;
        int made = withGrants(view.statements());
        for (CheckedStatement statement : view.statements()) {
            part++;
            if (part > 1 && part <= made) {
                continue;
            }
            List<CheckedStatement> own = view.statements().subList(part - 1, part == 1 ? made : part);
            Catalog after = StatementEffect.after(before, statement.statement());
            Step alone = Step.of(
                            view.step().id() + "." + part,
                            view.step().phase(),
                            view.step().title() + ", part " + part,
                            new Action.RunSql(
                                    own.stream().map(one -> one.parsed().text()).toList(), TransactionMode.TOGETHER),
                            StatementUndo.of(statement.parsed(), before, after),
                            Optional.empty())
                    .serving(view.step().changes());
            PlanReading.StepView turn =
                    new PlanReading.StepView(alone, own, view.before().at(statement.setting()));
            steps.addAll(rewritten(turn, around.at(before), rewritings));
            before = kept(after, before).withObjects(around.now().objects().values());
        }
        return steps;
    }

    private static Finding finding(SafePattern pattern, Step step, CheckedStatement statement, List<Step> safe) {
        return new Finding(
                pattern.code(),
                Severity.INFO,
                safe.getFirst().id(),
                statement.parsed().text(),
                "rewritten to its safe form: " + step.title(),
                pattern.explanation(),
                safe.size() == 1 ? "one step takes its place" : safe.size() + " steps take its place",
                List.of(new Evidence(
                        Provenance.INFERRED, "the pattern " + pattern.getClass().getSimpleName() + " applies")));
    }

    private List<Step> described(Plan plan, List<Step> steps, Situation start) {
        return reading.read(new Plan(plan.catalogHash(), steps), start).stream()
                .map(SafeForm::described)
                .toList();
    }

    private static Step described(PlanReading.StepView view) {
        Prediction effect = view.effect();
        Step step = view.step().withLocks(effect.expectedLocks());
        if (waitsForEveryone(view)) {
            return step.withTimeouts(Duration.ZERO, Duration.ZERO);
        }
        // The timeout holds for the way back, too, which may have to fill a column again and build its indexes.
        boolean brief = !effect.takesLong()
                && step.action() instanceof Action.RunSql(List<String> _, TransactionMode mode)
                && mode == TransactionMode.TOGETHER
                && step.rollback().transaction() == TransactionMode.TOGETHER
                && step.rollback().statements().stream().noneMatch(sql -> sql.startsWith("UPDATE "))
                && view.statements().stream().noneMatch(s -> s.statement() instanceof Statement.Unparsed);
        return brief && step.statementTimeout().isZero() ? step.withTimeouts(step.lockTimeout(), BRIEF) : step;
    }

    /// What runs concurrently waits for every older transaction of the database; a lock timeout would
    /// count that.
    private static boolean waitsForEveryone(PlanReading.StepView view) {
        return view.statements().stream().anyMatch(statement -> switch (statement.statement()) {
            case Statement.CreateIndex create -> create.concurrently();
            case Statement.DropIndex drop -> drop.concurrently();
            case Statement _ -> false;
        });
    }
}
