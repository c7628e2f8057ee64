package io.godwit.analyzer.written;

import io.godwit.analyzer.Outcome;
import io.godwit.analyzer.model.DesiredSchema.Element;
import io.godwit.model.SourceLocation;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.planning.OpenQuestion;
import io.godwit.model.statement.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The statements of migrations that wait for answers, and the questions they wait for: each is asked once, however
/// many statements wait for it.
final class OpenStatements {
    private static final int MOST_NAMED = 5;

    private final Map<String, List<WrittenStatement>> waiting = new LinkedHashMap<>();
    private final Map<String, Blank> blanks = new LinkedHashMap<>();
    private final Map<String, String> obstacles = new LinkedHashMap<>();

    /// @param why why it cannot run as it is written
    void add(WrittenStatement statement, String why) {
        if (statement.blanks().isEmpty()) {
            obstacles.putIfAbsent(statement.question(), why);
            waitFor(statement.question(), statement);
        }
        for (Blank blank : statement.blanks()) {
            blanks.putIfAbsent(blank.question(), blank);
            waitFor(blank.question(), statement);
        }
    }

    private void waitFor(String question, WrittenStatement statement) {
        waiting.computeIfAbsent(question, _ -> new ArrayList<>()).add(statement);
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /// What is not made before the answers are there.
    List<Element> elements() {
        return waiting.values().stream()
                .flatMap(List::stream)
                .flatMap(statement -> statement.elements().stream())
                .distinct()
                .toList();
    }

    List<Outcome.Asked> questions() {
        List<Outcome.Asked> questions = new ArrayList<>();
        waiting.forEach((id, statements) -> questions.add(asked(id, statements)));
        return questions;
    }

    private Outcome.Asked asked(String id, List<WrittenStatement> statements) {
        WrittenStatement first = statements.getFirst();
        Element about = first.elements().stream()
                .findFirst()
                .orElseGet(() -> Element.whole(
                        ObjectName.inPublic(MigrationPaths.name(first.location().file()))));
        Blank blank = blanks.get(id);
        return new Outcome.Asked(
                new OpenQuestion(
                        id,
                        blank == null ? which(first, statements.size(), id) : blank.asks() + places(statements, blank),
                        about.object(),
                        about.part(),
                        List.of(),
                        statements.size() == 1 ? "The statement is left out." : "The statements are left out."),
                first.location());
    }

    private String which(WrittenStatement first, int times, String id) {
        return "Which SQL does this come to" + (times == 1 ? "" : ", all " + times + " times it runs") + ": "
                + Summary.of(first.parsed()) + "? It cannot run as it is written, because " + obstacles.get(id)
                + ". Answer with SQL statements.";
    }

    private static String places(List<WrittenStatement> statements, Blank blank) {
        List<String> all = statements.stream()
                .map(statement -> place(statement, blank))
                .distinct()
                .toList();
        List<String> named = all.subList(0, Math.min(all.size(), MOST_NAMED));
        int more = all.size() - named.size();
        return " The answer is for " + String.join(", ", named) + (more > 0 ? " and " + more + " more" : "") + ".";
    }

    private static String place(WrittenStatement statement, Blank blank) {
        SourceLocation location = statement.location();
        List<String> columns = statement.statement() instanceof Statement.CreateTable create
                ? create.columns().stream()
                        .filter(column -> blank.isIn(column.type()))
                        .map(column -> create.table() + "." + column.name())
                        .toList()
                : List.of();
        Optional<String> made = statement.elements().stream()
                .findFirst()
                .map(element -> element.object() + (element.part().isEmpty() ? "" : "." + element.part()));
        Optional<String> what = columns.isEmpty() ? made : Optional.of(String.join(", ", columns));
        return what.map(named -> named + " (" + location + ")").orElse(location.toString());
    }
}
