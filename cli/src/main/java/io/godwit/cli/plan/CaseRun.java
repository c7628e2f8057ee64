package io.godwit.cli.plan;

import io.godwit.analyzer.Analysis;
import io.godwit.analyzer.model.ProjectFacts;
import io.godwit.cli.scratch.ScratchDatabase;
import io.godwit.cli.scratch.ScratchServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Plans many changes, one after the other: a JSON line in, a JSON line out. What goes wrong with one is said in its
/// line; the others are not touched by it.
public final class CaseRun implements AutoCloseable {
    private final Form form;
    private final ProjectFacts facts;
    private Optional<ScratchServer> server = Optional.empty();

    /// @param facts stated for all of them
    public CaseRun(Form form, ProjectFacts facts) {
        this.form = form;
        this.facts = facts;
    }

    /// Reads every line and hands its answer on, in the order of the lines. Blank lines are passed over.
    ///
    /// @return how many answers name an error
    public int run(BufferedReader lines, Consumer<String> answers) throws IOException {
        int errors = 0;
        int number = 0;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            number++;
            if (line.isBlank()) {
                continue;
            }
            Map<String, @Nullable Object> answer = answer(line, number);
            errors += answer.get("error") == null ? 0 : 1;
            answers.accept(JsonTree.write(answer));
        }
        return errors;
    }

    private Map<String, @Nullable Object> answer(String line, int number) {
        return answer(line, number, this::planned);
    }

    /// The answer to one line, where its live database is there already.
    Map<String, @Nullable Object> answered(String line, ScratchDatabase live) {
        return answer(line, 1, read -> planned(read, live));
    }

    private interface Planning {
        Map<String, @Nullable Object> planned(ChangeCase read) throws SQLException;
    }

    private Map<String, @Nullable Object> answer(String line, int number, Planning planning) {
        String id = "line " + number;
        try {
            @Nullable Object json = JsonTree.read(line);
            id = ChangeCase.id(json, id);
            return planning.planned(ChangeCase.read(json, id, facts));
        } catch (IOException problem) {
            return failed(id, "line " + number + " is not JSON: " + firstLine(problem));
        } catch (SQLException | RuntimeException problem) {
            return failed(id, firstLine(problem));
        } catch (StackOverflowError problem) {
            return failed(id, "the input is nested too deeply to be read");
        }
    }

    private Map<String, @Nullable Object> planned(ChangeCase read) throws SQLException {
        if (read.beforeSql().isEmpty()) {
            return answer(read.id(), drafting(read).withoutDatabase(read.files()), List.of());
        }
        try (ScratchDatabase database = server().newDatabase(read.beforeSql().get())) {
            return planned(read, database);
        }
    }

    private Map<String, @Nullable Object> planned(ChangeCase read, ScratchDatabase database) throws SQLException {
        List<String> unloaded = database.problems().stream()
                .map(problem -> "A statement of before_sql did not run: " + problem)
                .toList();
        try (Connection connection = database.connect()) {
            return answer(read.id(), drafting(read).forScratch(read.files(), connection), unloaded);
        }
    }

    private Drafting drafting(ChangeCase read) {
        return new Drafting(Analysis.ofEveryLanguage(read.factsBefore(), read.factsAfter()), form);
    }

    private ScratchServer server() {
        if (server.isEmpty()) {
            server = Optional.of(ScratchServer.start());
        }
        return server.get();
    }

    private static Map<String, @Nullable Object> answer(String id, DraftedMigration drafted, List<String> unloaded) {
        Optional<SqlScript> script = drafted.script();
        List<String> notes = new ArrayList<>(unloaded);
        notes.addAll(drafted.notes());
        return line(
                id,
                script.map(SqlScript::forward).orElse(""),
                script.map(SqlScript::rollback).orElse(""),
                Questions.json(drafted.questions()),
                notes,
                drafted.error().orElse(null));
    }

    private static Map<String, @Nullable Object> failed(String id, String error) {
        return line(id, "", "", List.of(), List.of(), error);
    }

    private static Map<String, @Nullable Object> line(
            String id, String sql, String rollback, List<?> questions, List<?> notes, @Nullable String error) {
        Map<String, @Nullable Object> line = new LinkedHashMap<>();
        line.put("id", id);
        line.put("sql", sql);
        line.put("rollback", rollback);
        line.put("questions", questions);
        line.put("notes", notes);
        line.put("error", error);
        return line;
    }

    private static String firstLine(Throwable problem) {
        String message = problem.getMessage();
        return message == null
                ? problem.getClass().getSimpleName()
                : message.lines().findFirst().orElse(problem.getClass().getSimpleName());
    }

    @Override
    public void close() {
        server.ifPresent(ScratchServer::close);
    }
}
