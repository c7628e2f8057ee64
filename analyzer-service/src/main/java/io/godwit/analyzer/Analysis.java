package io.godwit.analyzer;

import io.godwit.analyzer.model.ModelUnreadable;
import io.godwit.analyzer.model.ProjectFacts;
import io.godwit.analyzer.query.AddedQueries;
import io.godwit.analyzer.written.ToolHistory;
import io.godwit.analyzer.written.WrittenMigrations;
import io.godwit.analyzer.written.WrittenProposal;
import io.godwit.model.UnusableName;
import io.godwit.model.catalog.Catalog;
import io.godwit.model.planning.Answers;
import io.godwit.model.planning.LiveTables;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// From the files of a code change, and the database as it is, to what has to change: models before and
/// after, the difference, what of it the database still needs, and a plan.
public final class Analysis {
    private static final Languages ALL = Languages.all();

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
        return new Analysis(ALL, before, after, Answers.none());
    }

    /// The same, where people have answered questions of an earlier analysis.
    public Analysis answering(Answers given) {
        return new Analysis(languages, factsBefore, factsAfter, given);
    }

    /// Whether any language reads any of the files.
    public boolean concerns(List<FileChange> files) {
        return files.stream().anyMatch(file -> mayConcern(file.path()) || languages.read(file.path()));
    }

    /// Whether a file of this path may say something about the schema.
    public static boolean mayConcern(String path) {
        return ALL.read(path)
                || WrittenMigrations.reads(path)
                || AddedQueries.reads(path)
                || UnreadModels.reads(path)
                || path.matches("(.*/)?godwit\\.ya?ml");
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
        try {
            return UnreadModels.in(files).beside(analyzed(files, live, rows), languages.names());
        } catch (UnusableName problem) {
            return new Outcome.Undecided(
                    "The models use a name or text PostgreSQL cannot have: " + problem.getMessage(),
                    Optional.empty(),
                    List.of(),
                    List.of());
        }
    }

    private Outcome analyzed(List<FileChange> files, Optional<Catalog> live, LiveTables rows) {
        if (!concerns(files)) {
            return Outcome.Unchanged.wholly(
                    "The change touches no file of a known model language (" + languages.names()
                            + "), brings no migration and no query.",
                    List.of());
        }
        ReadSides sides = languages.read(
                files,
                factsBefore.withLive(live.orElse(Catalog.empty())),
                factsAfter.withLive(live.orElse(Catalog.empty())));
        if (!sides.noHead().isEmpty() && sides.languages() == 0) {
            ModelUnreadable problem = sides.noHead().getFirst();
            return new Outcome.Undecided(problem.explanation(), Optional.of(problem.location()), List.of(), List.of());
        }
        List<String> notes = new ArrayList<>(sides.notes());
        AddedQueries queries = AddedQueries.in(files);
        WrittenMigrations written = WrittenMigrations.in(
                files, factsAfter.withLive(live.orElse(sides.before().catalog())));
        if (!written.damaged().isEmpty()) {
            ModelUnreadable problem = written.damaged().getFirst();
            written.damaged().stream().skip(1).map(ModelUnreadable::explanation).forEach(notes::add);
            return new Outcome.Undecided(problem.explanation(), Optional.of(problem.location()), List.of(), notes);
        }
        if (written.isEmpty() && !written.unread().isEmpty()) {
            ModelUnreadable problem = written.unread().getFirst();
            return new Outcome.Undecided(problem.explanation(), Optional.of(problem.location()), List.of(), notes);
        }
        if (!written.isEmpty()) {
            ToolHistory history = rows instanceof DatabaseRows database ? database.toolHistory() : ToolHistory.none();
            return WrittenProposal.of(written, sides.before(), sides.after(), live, rows, answers, queries, history);
        }
        notes.addAll(written.notes());
        if (!sides.noBase().isEmpty() && live.isEmpty()) {
            return new Outcome.Undecided(
                    "Neither the models of the base revision can be read nor is there a database to compare with.",
                    Optional.empty(),
                    List.of(),
                    notes);
        }
        boolean comparable = live.isPresent() && sides.noBase().isEmpty();
        return new Comparison(files, sides.before(), sides.after(), factsAfter, answers, queries)
                .with(live.orElse(sides.before().catalog()), comparable, rows, notes);
    }
}
