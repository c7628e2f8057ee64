package io.godwit.analyzer;

import io.godwit.analyzer.Inference.Confidence;
import io.godwit.analyzer.model.DesiredSchema;
import io.godwit.analyzer.model.DesiredSchema.Element;
import io.godwit.analyzer.model.ModelUnreadable;
import io.godwit.analyzer.model.ProjectFacts;
import io.godwit.analyzer.query.AddedQueries;
import io.godwit.analyzer.query.Evidence;
import io.godwit.analyzer.query.KnownSchema;
import io.godwit.analyzer.query.QueryEvidence;
import io.godwit.analyzer.written.WrittenMigrations;
import io.godwit.analyzer.written.WrittenProposal;
import io.godwit.model.SourceLocation;
import io.godwit.model.catalog.Catalog;
import io.godwit.model.change.SchemaChange;
import io.godwit.model.diff.CatalogDiff;
import io.godwit.model.diff.Reconciled;
import io.godwit.model.diff.Reconciliation;
import io.godwit.model.planning.Answers;
import io.godwit.model.planning.ChangeId;
import io.godwit.model.planning.LiveTables;
import io.godwit.model.planning.OpenQuestion;
import io.godwit.model.planning.PlainPlanner;
import io.godwit.model.planning.PlannedMigration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// From the files of a code change, and the database as it is, to what has to change: models before and
/// after, the
/// difference, what of it the database still needs, and a plan.
public final class Analysis {
    private final Languages languages;

    private final ProjectFacts factsBefore;

    private final ProjectFacts factsAfter;

    private final Answers answers;

    Analysis(Languages languages, ProjectFacts factsBefore, ProjectFacts factsAfter, Answers answers) {
        this.answers = answers;
        this.languages = languages;
        this.factsBefore = factsBefore;
        this.factsAfter = factsAfter;
    }

    /// With every model language there is.
    public static Analysis ofEveryLanguage(ProjectFacts facts) {
        return ofEveryLanguage(facts, facts);
    }

    /// With every model language there is, where the project's facts change with the change.
    public static Analysis ofEveryLanguage(ProjectFacts before, ProjectFacts after) {
        return new Analysis(Languages.all(), before, after, Answers.none());
    }

    /// The same, where people have answered questions of an earlier analysis.
    public Analysis answering(Answers given) {
        return new Analysis(languages, factsBefore, factsAfter, given);
    }

    /// Whether any language reads any of the files.
    public boolean concerns(List<FileChange> files) {
        return files.stream()
                .anyMatch(file -> languages.read(file.path())
                        || WrittenMigrations.reads(file.path())
                        || AddedQueries.reads(file.path()));
    }

    /// Whether a file of this path may say something about the schema.
    public static boolean mayConcern(String path) {
        return Languages.all().read(path) || WrittenMigrations.reads(path) || AddedQueries.reads(path);
    }

    /// @param files the changed files and those needed to understand them
    /// @param live  the database's catalog
    /// @param rows  what its tables hold
    public Outcome of(List<FileChange> files, Catalog live, LiveTables rows) {
        return analyze(files, Optional.of(live), rows);
    }

    /// The same where no database is asked: the models of the base revision stand for its catalog.
    public Outcome withoutDatabase(List<FileChange> files) {
        return analyze(files, Optional.empty(), LiveTables.unknown());
    }

    private Outcome analyze(List<FileChange> files, Optional<Catalog> live, LiveTables rows) {
        if (!concerns(files)) {
            return new Outcome.Unchanged(
                    "The change touches no file of a known model language (" + languages.names()
                            + "), brings no migration and no query.",
                    List.of());
        }
        DesiredSchema after;
        try {
            after = languages.read(files, FileChange::after, factsAfter.withLive(live.orElse(Catalog.empty())));
        } catch (ModelUnreadable problem) {
            return new Outcome.Undecided(problem.explanation(), Optional.of(problem.location()), List.of(), List.of());
        }
        List<String> notes = new ArrayList<>(after.notes());
        DesiredSchema before = before(files, live.orElse(Catalog.empty()), notes);
        AddedQueries queries = AddedQueries.in(files);
        WrittenMigrations written = WrittenMigrations.in(files);
        if (!written.isEmpty()) {
            return WrittenProposal.of(written, before, after, live, rows, answers, queries);
        }
        notes.addAll(written.notes());
        return compare(before, after, live.orElse(before.catalog()), rows, queries, notes);
    }

    /// A base revision that cannot be read wants nothing: additions are inferred from the head, removals
    /// are not.
    private DesiredSchema before(List<FileChange> files, Catalog live, List<String> notes) {
        try {
            return languages.read(files, FileChange::before, factsBefore.withLive(live));
        } catch (ModelUnreadable problem) {
            notes.add("The models of the base revision cannot be read, so only additions were inferred: "
                    + problem.explanation());
            return DesiredSchema.empty();
        }
    }

    private Outcome compare(
            DesiredSchema before,
            DesiredSchema after,
            Catalog live,
            LiveTables rows,
            AddedQueries queries,
            List<String> notes) {
        List<SchemaChange> wanted = CatalogDiff.between(before.catalog(), after.catalog());
        Evidence evidence = QueryEvidence.of(
                queries,
                KnownSchema.of(live, after.catalog()),
                after.catalog(),
                answers,
                rows instanceof DatabaseRows database ? Optional.of(database.plans()) : Optional.empty());
        notes.addAll(evidence.notes());
        if (wanted.isEmpty() && evidence.changes().isEmpty()) {
            return unlessAsked("The models want the same schema before and after the change.", evidence, notes);
        }
        Reconciled reconciled = Reconciliation.of(wanted, live);
        notes.addAll(reconciled.notes());
        List<SchemaChange> changes = Stream.concat(
                        reconciled.changes().stream(),
                        evidence.changes().stream().map(Evidence.Inferred::change))
                .toList();
        if (changes.isEmpty()) {
            return unlessAsked("The database already is as the models want it.", evidence, notes);
        }
        PlannedMigration planned = PlainPlanner.plan(changes, live, rows, answers.withModels(rowValues(after)));
        notes.addAll(planned.notes());
        List<Outcome.Asked> questions = Stream.concat(
                        planned.questions().stream()
                                .map(question -> new Outcome.Asked(question, location(question, before, after))),
                        evidence.questions().stream())
                .toList();
        if (planned.plan().steps().isEmpty()) {
            return new Outcome.Undecided(
                    "Nothing can be done before the questions are answered.", Optional.empty(), questions, notes);
        }
        return new Outcome.Proposed(
                inferences(reconciled.changes(), before, after, evidence),
                planned.plan(),
                questions,
                notes,
                planned.rowsDecide());
    }

    private static Outcome unlessAsked(String unchanged, Evidence evidence, List<String> notes) {
        return evidence.questions().isEmpty()
                ? new Outcome.Unchanged(unchanged, notes)
                : new Outcome.Undecided(
                        "Queries of the change name what the database does not have.",
                        Optional.of(evidence.questions().getFirst().location()),
                        evidence.questions(),
                        notes);
    }

    private static Map<String, String> rowValues(DesiredSchema after) {
        return after.rowValues().entrySet().stream()
                .collect(Collectors.toMap(
                        entry -> Answers.valueQuestion(
                                entry.getKey().object().toString(),
                                entry.getKey().part()),
                        Map.Entry::getValue));
    }

    private static List<Inference> inferences(
            List<SchemaChange> changes, DesiredSchema before, DesiredSchema after, Evidence evidence) {
        List<Inference> inferences = new ArrayList<>();
        for (SchemaChange change : changes) {
            Describing described = Describing.of(change);
            DesiredSchema side = described.removed() ? before : after;
            inferences.add(new Inference(
                    ChangeId.of(inferences.size()),
                    Describing.kind(change),
                    described.element().object().toString(),
                    described.element().part(),
                    described.sentence(),
                    location(described.element(), side, before, after),
                    Confidence.CERTAIN,
                    described.removed()
                            ? "The models declared it before the change and do not after."
                            : "The models declare it after the change and did not before."));
        }
        for (Evidence.Inferred inferred : evidence.changes()) {
            Describing described = Describing.of(inferred.change());
            inferences.add(new Inference(
                    ChangeId.of(inferences.size()),
                    Describing.kind(inferred.change()),
                    described.element().object().toString(),
                    described.element().part(),
                    described.sentence(),
                    inferred.location(),
                    inferred.confidence(),
                    inferred.reason()));
        }
        return inferences;
    }

    private static SourceLocation location(OpenQuestion question, DesiredSchema before, DesiredSchema after) {
        return location(new Element(question.object(), question.part()), after, before, after);
    }

    private static SourceLocation location(
            Element element, DesiredSchema side, DesiredSchema before, DesiredSchema after) {
        return Stream.of(side, after, before)
                .flatMap(schema -> schema.locationOf(element).stream())
                .findFirst()
                .or(() -> Stream.of(after, before)
                        .flatMap(schema -> schema.locations().values().stream())
                        .map(location -> SourceLocation.wholeFile(location.file()))
                        .findFirst())
                .orElse(SourceLocation.wholeFile(""));
    }
}
