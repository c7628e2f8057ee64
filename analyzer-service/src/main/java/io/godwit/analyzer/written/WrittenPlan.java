package io.godwit.analyzer.written;

import io.godwit.analyzer.Describing;
import io.godwit.analyzer.Inference;
import io.godwit.analyzer.Inference.Confidence;
import io.godwit.analyzer.Outcome;
import io.godwit.analyzer.model.DesiredSchema.Element;
import io.godwit.model.catalog.Catalog;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.catalog.Table;
import io.godwit.model.change.SchemaChange;
import io.godwit.model.diff.CatalogDiff;
import io.godwit.model.diff.Rename;
import io.godwit.model.diff.Renamed;
import io.godwit.model.diff.Renaming;
import io.godwit.model.effect.StatementEffect;
import io.godwit.model.plan.Action;
import io.godwit.model.plan.Phase;
import io.godwit.model.plan.Plan;
import io.godwit.model.plan.Rollback;
import io.godwit.model.plan.Step;
import io.godwit.model.plan.TransactionMode;
import io.godwit.model.planning.ChangeId;
import io.godwit.model.planning.ChangeProbes;
import io.godwit.model.planning.Knowledge;
import io.godwit.model.planning.SerialColumns;
import io.godwit.model.planning.StatementUndo;
import io.godwit.model.statement.ParsedStatement;
import io.godwit.model.statement.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Makes a plan of the migrations people wrote: every statement runs as written, in the phase it belongs to, with a
/// probe and a way back.
public final class WrittenPlan {
    private final WrittenMigrations migrations;
    private final Catalog live;
    private final Knowledge knowledge;
    private final StatementTrial trial;
    private final List<String> notes = new ArrayList<>();
    private final List<Outcome.Asked> questions = new ArrayList<>();
    private final List<Step> steps = new ArrayList<>();
    private final List<Inference> inferences = new ArrayList<>();
    private final Map<Script, GivenRollbacks> given = new HashMap<>();
    private final SerialColumns serials = new SerialColumns();
    private Catalog current;
    private KeptOut keptOut = new KeptOut(List.of());

    private WrittenPlan(WrittenMigrations migrations, Catalog live, Knowledge knowledge, StatementTrial trial) {
        this.knowledge = knowledge;
        this.migrations = migrations;
        this.live = live;
        this.current = live;
        this.trial = trial;
        notes.addAll(migrations.notes());
    }

    /// What the migrations come to.
    ///
    /// @param inferences one or more for each step
    /// @param after      the catalog as it is in the end
    /// @param questions  what of them cannot run as it is written
    /// @param notes      what a reader should know
    public record Result(
            Plan plan, List<Inference> inferences, Catalog after, List<Outcome.Asked> questions, List<String> notes) {}

    /// @param live the catalog the migrations will run on
    public static Result of(WrittenMigrations migrations, Catalog live, Knowledge knowledge, StatementTrial trial) {
        WrittenPlan plan = new WrittenPlan(migrations, live, knowledge, trial);
        plan.run();
        return new Result(new Plan(live.hash(), plan.steps), plan.inferences, plan.current, plan.questions, plan.notes);
    }

    private void run() {
        OpenStatements open = new OpenStatements();
        List<Part> parts = migrations.ups().stream()
                .filter(script -> !ranAlready(script))
                .flatMap(script -> ScriptParts.of(script, notes, open).stream())
                .toList();
        questions.addAll(open.questions());
        keptOut = new KeptOut(open.elements());
        migrations
                .ups()
                .forEach(script -> given.put(
                        script,
                        new GivenRollbacks(
                                migrations.down(script).map(Script::statements).orElse(List.of()),
                                script.statements(),
                                live)));
        List<Phase> phases = Phases.of(parts, Part::parsed, live);
        IntStream.range(0, parts.size())
                .boxed()
                .sorted(Comparator.comparing(phases::get))
                .forEach(i -> step(parts.get(i), phases.get(i)));
        if (!isSorted(phases)) {
            notes.add("Statements that remove or require something run in the CONTRACT phase, after those that add;"
                    + " the order is otherwise as written.");
        }
        checkGivenWaysBack();
    }

    private static boolean isSorted(List<Phase> phases) {
        return IntStream.range(1, phases.size()).allMatch(i -> phases.get(i - 1).compareTo(phases.get(i)) <= 0);
    }

    /// Everything it makes is there, there is something it makes, and what it takes away is not, or is made anew by it:
    /// its rows were moved by then, too.
    private boolean ranAlready(Script script) {
        List<Statement> statements =
                script.statements().stream().map(WrittenStatement::statement).toList();
        List<Statement> making = statements.stream()
                .filter(statement -> statement instanceof Statement.CreateTable
                        || statement instanceof Statement.CreateIndex
                        || statement instanceof Statement.CreateEnum
                        || statement instanceof Statement.AddEnumValue
                        || statement instanceof Statement.AlterTable)
                .toList();
        boolean ran = knowledge == Knowledge.OF_DATABASE
                && !making.isEmpty()
                && making.stream().allMatch(statement -> AlreadyThere.of(statement, live))
                && changesNothing(statements);
        if (ran) {
            notes.add(script.location().file()
                    + " was left out: everything it makes is in the database already, so it seems to have run.");
        }
        return ran;
    }

    private boolean changesNothing(List<Statement> statements) {
        Catalog after = live;
        for (Statement statement : statements) {
            after = AlreadyThere.of(statement, after) ? after : StatementEffect.after(after, statement);
        }
        return after.equals(live);
    }

    private void step(Part part, Phase phase) {
        List<Rollback> undos = new ArrayList<>();
        Catalog before = current;
        if (knowledge == Knowledge.OF_DATABASE
                && part.statements().size() == 1
                && AlreadyThere.of(part.first().statement(), current)) {
            notes.add(part.location() + " was left out, because the database already is as it says: "
                    + Summary.of(part.first().parsed()) + ".");
            return;
        }
        Optional<ObjectName> missing = knowledge == Knowledge.OF_DATABASE && !questions.isEmpty()
                ? part.parsed().stream()
                        .flatMap(statement -> AlteredTables.of(statement).stream())
                        .filter(table -> current.table(table).isEmpty())
                        .findFirst()
                : Optional.empty();
        if (missing.isPresent()) {
            notes.add(part.location() + " was left out, because " + missing.get()
                    + " is not there; what a question asks for may make it: "
                    + Summary.of(part.first().parsed()) + ".");
            return;
        }
        Optional<Element> waitedFor = keptOut.neededBy(part.statements(), current);
        if (waitedFor.isPresent()) {
            Element element = waitedFor.get();
            notes.add(part.location() + " was left out, because it needs "
                    + (element.part().isEmpty() ? "" : element.part() + " of ") + element.object()
                    + ", which waits for the answer to a question: "
                    + Summary.of(part.first().parsed()) + ".");
            return;
        }
        for (WrittenStatement statement : part.statements()) {
            StatementTrial.Result result = trial.tried(current, statement.parsed());
            result.refusal()
                    .ifPresent(refusal -> notes.add(statement.location() + ": PostgreSQL refuses "
                            + Summary.of(statement.parsed()) + ": " + refusal));
            undos.add(undo(statement.parsed(), result.after()));
            if (statement.statement() instanceof Statement.Unparsed(String reason)) {
                notes.add(statement.location() + " is not understood (" + reason
                        + "); it runs as it is written and counts as risky.");
            }
            current = result.after();
        }
        List<SchemaChange> changes = difference(part, before, current);
        Rollback derived = undos.size() == 1 ? undos.getFirst() : StatementUndo.together(undos);
        Rollback rollback = given.getOrDefault(part.script(), new GivenRollbacks(List.of(), List.of(), live))
                .forStep(part, derived, live);
        String id = String.format(
                Locale.ROOT,
                "%02d-%s",
                steps.size() + 1,
                Summary.slug(part.first().parsed()));
        Step step = Step.of(id, phase, Summary.title(part), action(part), rollback, ChangeProbes.allMade(changes))
                .serving(infer(part, changes));
        steps.add(step);
    }

    private Rollback undo(ParsedStatement statement, Catalog after) {
        serials.see(current);
        return serials.bringBack(statement.statement(), current)
                .orElseGet(() -> StatementUndo.of(statement, current, after, knowledge));
    }

    private static Action action(Part part) {
        ParsedStatement first = part.first().parsed();
        if (part.statements().size() == 1
                && first.statement() instanceof Statement.CreateIndex create
                && create.concurrently()
                && create.name().isPresent()) {
            return new Action.BuildIndexConcurrently(
                    create.table().sibling(create.name().get()), first.text());
        }
        List<String> texts = new ArrayList<>(part.settings());
        part.statements().forEach(statement -> texts.add(statement.text()));
        boolean alone = part.statements().size() == 1 && Summary.runsOutsideTransactions(first);
        return alone ? Action.RunSql.alone(first.text()) : new Action.RunSql(texts, TransactionMode.TOGETHER);
    }

    private List<String> infer(Part part, List<SchemaChange> changes) {
        List<String> ids = new ArrayList<>();
        for (SchemaChange change : changes) {
            Describing described = Describing.of(change);
            ids.add(infer(
                    part,
                    Describing.kind(change),
                    described.element().object().toString(),
                    described.element().part(),
                    described.sentence()));
        }
        if (ids.isEmpty()) {
            ids.add(infer(
                    part,
                    "written-statement",
                    Summary.object(part.first().statement())
                            .map(ObjectName::toString)
                            .orElse(""),
                    "",
                    Summary.of(part.first().parsed()) + "."));
        }
        return ids;
    }

    private String infer(Part part, String kind, String object, String element, String sentence) {
        String id = ChangeId.of(inferences.size());
        inferences.add(new Inference(
                id,
                kind,
                object,
                element,
                sentence,
                part.location(),
                Confidence.CERTAIN,
                "The change brings a migration for it (" + part.script().tool() + ")."));
        return id;
    }

    /// What a step changes; what it renames is the same under another name.
    private static List<SchemaChange> difference(Part part, Catalog before, Catalog after) {
        List<Rename> renames = part.parsed().stream()
                .flatMap(statement -> WrittenRenames.in(statement).stream())
                .toList();
        List<SchemaChange> changes = new ArrayList<>(Renaming.changes(renames, before));
        changes.addAll(difference(Renamed.in(before, renames), after));
        return changes;
    }

    /// Only of what the statement changed: the rest is the same object.
    private static List<SchemaChange> difference(Catalog before, Catalog after) {
        Set<ObjectName> same = before.tables().values().stream()
                .filter(table -> table.equals(after.tables().get(table.name())))
                .map(Table::name)
                .collect(Collectors.toSet());
        return CatalogDiff.between(without(before, same), without(after, same));
    }

    private static Catalog without(Catalog catalog, Set<ObjectName> names) {
        SortedMap<ObjectName, Table> tables = new TreeMap<>(catalog.tables());
        tables.keySet().removeAll(names);
        return new Catalog(
                catalog.schemas(), catalog.extensions(), tables, catalog.enums(), catalog.others(), catalog.objects());
    }

    private void checkGivenWaysBack() {
        List<WrittenStatement> back = migrations.ups().reversed().stream()
                .flatMap(script -> migrations.down(script).stream())
                .flatMap(script -> script.statements().stream())
                .toList();
        boolean all = migrations.ups().stream()
                .allMatch(script -> migrations.down(script).isPresent());
        if (!all || back.isEmpty() || steps.isEmpty()) {
            return;
        }
        List<String> left = new GivenRollbacks(back, List.of(), live).leftOver(live, current);
        if (!left.isEmpty()) {
            notes.add("The way back given in " + back.getFirst().location().file()
                    + " does not lead back to the schema as it was. What is different then: "
                    + left.stream().limit(4).collect(Collectors.joining(" "))
                    + " The rollback of each step was derived instead.");
        }
    }
}
