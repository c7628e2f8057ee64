package io.godwit.analyzer.written;

import io.godwit.analyzer.Outcome;
import io.godwit.analyzer.model.DesiredSchema;
import io.godwit.analyzer.query.AddedQueries;
import io.godwit.analyzer.query.Evidence;
import io.godwit.analyzer.query.KnownSchema;
import io.godwit.analyzer.query.QueryEvidence;
import io.godwit.model.catalog.Catalog;
import io.godwit.model.planning.Answers;
import io.godwit.model.planning.Knowledge;
import io.godwit.model.planning.LiveTables;
import io.godwit.model.statement.Statement.AlterTable;
import io.godwit.model.statement.TableChange;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What follows from a change that brings its own migrations: they are the proposal, nothing is inferred instead.
public final class WrittenProposal {
    private WrittenProposal() {}

    /// @param live empty where no database is asked; the models of the base revision stand for it then
    /// @param rows    what the database's tables hold
    /// @param queries those the change adds
    /// @param history what the tools say has run
    /// @param answers SQL for statements that cannot run as they are written
    public static Outcome of(
            WrittenMigrations brought,
            DesiredSchema before,
            DesiredSchema after,
            Optional<Catalog> live,
            LiveTables rows,
            Answers answers,
            AddedQueries queries,
            ToolHistory history) {
        WrittenMigrations migrations = brought.notRunYet(history);
        Catalog start = live.orElse(before.catalog());
        WrittenPlan.Result made = WrittenPlan.of(
                migrations.answered(answers),
                start,
                live.isPresent() ? Knowledge.OF_DATABASE : Knowledge.OF_MODELS,
                StatementTrial.onPaper());
        List<String> notes = new ArrayList<>(made.notes());
        notes.addAll(new ModelCheck(before, after).notes(WrittenMigrations.statements(migrations.ups()), made, start));
        Evidence evidence = QueryEvidence.of(
                queries, KnownSchema.of(made.after(), after.catalog()), after.catalog(), answers, Optional.empty());
        evidence.changes()
                .forEach(missing ->
                        notes.add("Missing in the migration: " + missing.location() + ": " + missing.reason()));
        notes.addAll(evidence.notes());
        List<Outcome.Asked> questions = new ArrayList<>(made.questions());
        questions.addAll(evidence.questions());
        if (live.isPresent()) {
            notes.addAll(valueless(migrations, start, rows));
        }
        if (made.plan().steps().isEmpty()) {
            if (!questions.isEmpty()) {
                return new Outcome.Undecided(
                        "Nothing of the migrations can run before the questions are answered.",
                        Optional.empty(),
                        questions,
                        notes);
            }
            return Outcome.Unchanged.wholly("The database already is as the migrations of the change make it.", notes);
        }
        notes.addAll(ToolRecords.notes(migrations.ups()));
        return new Outcome.Proposed(made.inferences(), made.plan(), questions, notes, Map.of());
    }

    /// Required columns that existing rows get no value for: PostgreSQL refuses them.
    private static List<String> valueless(WrittenMigrations migrations, Catalog live, LiveTables rows) {
        List<String> notes = new ArrayList<>();
        Set<String> asked = new HashSet<>();
        for (WrittenStatement statement : WrittenMigrations.statements(migrations.ups())) {
            if (statement.statement() instanceof AlterTable alter
                    && live.table(alter.table()).isPresent()) {
                for (TableChange change : alter.changes()) {
                    if (change instanceof TableChange.AddColumn(var column)
                            && column.notNull()
                            && !column.hasValue()
                            && live.table(alter.table())
                                    .flatMap(table -> table.column(column.name()))
                                    .isEmpty()
                            && asked.add(alter.table().sql() + column.name())
                            && rows.hasRows(alter.table())) {
                        notes.add(statement.location() + " will be refused: " + column.name() + " of " + alter.table()
                                + " is required and has no default, and the table has rows. Add it without NOT NULL,"
                                + " give the rows a value, then require it.");
                    }
                }
            }
        }
        return notes;
    }
}
