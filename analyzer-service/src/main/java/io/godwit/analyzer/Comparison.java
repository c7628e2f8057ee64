package io.godwit.analyzer;

import io.godwit.analyzer.model.DesiredSchema;
import io.godwit.analyzer.model.DesiredSchema.Element;
import io.godwit.analyzer.model.Gap;
import io.godwit.analyzer.model.ProjectFacts;
import io.godwit.analyzer.model.SourceFile;
import io.godwit.analyzer.query.AddedQueries;
import io.godwit.analyzer.query.Evidence;
import io.godwit.analyzer.query.KnownSchema;
import io.godwit.analyzer.query.QueryEvidence;
import io.godwit.analyzer.rename.CodeUses;
import io.godwit.analyzer.rename.RenameQuestions;
import io.godwit.analyzer.rename.RenamedRows;
import io.godwit.analyzer.rename.SettledRenames;
import io.godwit.model.SourceLocation;
import io.godwit.model.SqlName;
import io.godwit.model.catalog.Catalog;
import io.godwit.model.change.SchemaChange;
import io.godwit.model.diff.CatalogDiff;
import io.godwit.model.diff.Drift;
import io.godwit.model.diff.Reconciled;
import io.godwit.model.diff.Reconciliation;
import io.godwit.model.diff.Rename;
import io.godwit.model.diff.RenameCandidate;
import io.godwit.model.diff.RenameCandidates;
import io.godwit.model.diff.Renamed;
import io.godwit.model.diff.Renaming;
import io.godwit.model.planning.Answers;
import io.godwit.model.planning.GuardedChanges;
import io.godwit.model.planning.LiveTables;
import io.godwit.model.planning.OpenQuestion;
import io.godwit.model.planning.PlainPlanner;
import io.godwit.model.planning.PlannedMigration;
import io.godwit.model.planning.SupposedRenames;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// From what the models want before and after a change to what the database needs, and a plan of it.
final class Comparison {
    private final DesiredSchema before;
    private final DesiredSchema after;
    private final Answers answers;
    private final CodeUses uses;
    private final List<Rename> settled;
    private final Partial partial;
    private final AddedQueries queries;

    Comparison(
            List<FileChange> files,
            DesiredSchema before,
            DesiredSchema after,
            ProjectFacts facts,
            Answers answers,
            AddedQueries queries) {
        this.queries = queries;
        this.before = before;
        this.after = after;
        this.answers = answers.withModels(saidByModels(before, after));
        this.uses = new CodeUses(files);
        this.partial = Partial.of(before, after);
        List<SourceFile> head = files.stream()
                .flatMap(file -> file.after().map(text -> new SourceFile(file.path(), text)).stream())
                .toList();
        this.settled = SettledRenames.of(before, after, head, facts, answers);
    }

    private static Map<String, String> saidByModels(DesiredSchema before, DesiredSchema after) {
        Map<String, String> said = new HashMap<>(rowValues(after));
        for (Element list : before.listTexts()) {
            after.catalog()
                    .table(list.object())
                    .flatMap(table -> table.column(list.part()))
                    .filter(column -> column.type().isArray())
                    .ifPresent(_ -> said.put(
                            Answers.conversionQuestion(list.object().toString(), list.part()),
                            "string_to_array(" + SqlName.quoted(list.part()) + ", ',')"));
        }
        return said;
    }

    private static Map<String, String> rowValues(DesiredSchema after) {
        return after.rowValues().entrySet().stream()
                .collect(Collectors.toMap(
                        entry -> Answers.valueQuestion(
                                entry.getKey().object().toString(),
                                entry.getKey().part()),
                        Map.Entry::getValue));
    }

    /// @param live      the database's catalog
    /// @param comparable whether both the database and the models of the base revision are known
    Outcome with(Catalog live, boolean comparable, LiveTables rows, List<String> notes) {
        notes.addAll(partial.notes());
        List<Rename> toDo = Renaming.missingIn(live, settled);
        Catalog earlier = Renamed.in(before.catalog(), settled);
        Catalog renamedLive = Renamed.in(live, toDo);
        List<RenameCandidate> candidates = open(RenameCandidates.between(earlier, after.catalog()));
        List<SchemaChange> wanted =
                partial.without(CatalogDiff.between(earlier, after.catalog(), after.ordered()), notes);
        Evidence evidence = evidence(renamedLive, rows);
        notes.addAll(evidence.notes());
        if (wanted.isEmpty() && settled.isEmpty() && evidence.changes().isEmpty()) {
            return unlessAsked(
                    partial.fresh().isEmpty()
                            ? "The models want the same schema before and after the change."
                            : "As far as the models could be read, they want the same schema before and after the change.",
                    evidence,
                    notes);
        }
        if (comparable) {
            notes.addAll(Drift.between(before.catalog(), live));
        }
        Reconciled reconciled = Reconciliation.of(wanted, renamedLive);
        notes.addAll(reconciled.notes());
        LiveTables renamedRows = new RenamedRows(rows, toDo);
        SupposedRenames supposed = SupposedRenames.in(reconciled.changes(), candidates, renamedLive, renamedRows);
        notes.addAll(supposed.notes());
        GuardedChanges changes = supposed.changes()
                .between(
                        Renaming.changes(toDo, live),
                        evidence.changes().stream()
                                .map(Evidence.Inferred::change)
                                .toList());
        if (changes.changes().isEmpty() && supposed.asked().isEmpty()) {
            return unlessAsked("The database already is as the models want it.", evidence, notes);
        }
        PlannedMigration planned = PlainPlanner.plan(changes, live, renamedLive, renamedRows, answers);
        notes.addAll(planned.notes());
        List<Outcome.Asked> questions = Stream.concat(
                        questions(planned, supposed.asked(), renamedRows).stream(), evidence.questions().stream())
                .toList();
        if (planned.plan().steps().isEmpty()) {
            return new Outcome.Undecided(
                    "Nothing can be done before the questions are answered.", Optional.empty(), questions, notes);
        }
        return new Outcome.Proposed(
                new Inferences(before, after, partial, supposed.asked())
                        .of(
                                changes.changes()
                                        .subList(
                                                0,
                                                changes.changes().size()
                                                        - evidence.changes().size()),
                                evidence),
                planned.plan(),
                questions,
                notes,
                planned.rowsDecide());
    }

    /// Those worth a question that nobody has answered.
    private List<RenameCandidate> open(List<RenameCandidate> candidates) {
        return candidates.stream()
                .map(uses::weigh)
                .filter(RenameCandidate::isLikely)
                .filter(candidate -> answers.to(RenameQuestions.id(candidate.rename()))
                        .filter(RenameQuestions::saysNo)
                        .isEmpty())
                .toList();
    }

    private List<Outcome.Asked> questions(PlannedMigration planned, List<RenameCandidate> asked, LiveTables rows) {
        Locations locations = new Locations(before, after);
        List<OpenQuestion> questions = Stream.concat(
                        asked.stream().map(candidate -> RenameQuestions.of(candidate, rows)),
                        planned.questions().stream())
                .toList();
        return questions.stream()
                .map(question -> new Outcome.Asked(question, locations.of(question)))
                .toList();
    }

    /// What the queries of the change say besides.
    private Evidence evidence(Catalog live, LiveTables rows) {
        return QueryEvidence.of(
                queries,
                KnownSchema.of(live, after.catalog()),
                after.catalog(),
                answers,
                rows instanceof DatabaseRows database ? Optional.of(database.plans()) : Optional.empty());
    }

    private Outcome unlessAsked(String unchanged, Evidence evidence, List<String> notes) {
        return evidence.questions().isEmpty()
                ? new Outcome.Unchanged(unchanged, unread(), notes)
                : new Outcome.Undecided(
                        "Queries of the change name what the database does not have.",
                        Optional.of(evidence.questions().getFirst().location()),
                        evidence.questions(),
                        notes);
    }

    /// The first place that is new in the change and not understood.
    private Optional<SourceLocation> unread() {
        return partial.fresh().stream().map(Gap::location).findFirst();
    }
}
