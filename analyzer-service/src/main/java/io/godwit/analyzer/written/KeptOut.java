package io.godwit.analyzer.written;

import io.godwit.analyzer.Outcome;
import io.godwit.analyzer.model.DesiredSchema.Element;
import io.godwit.model.catalog.Catalog;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.catalog.Table;
import io.godwit.model.statement.Statement;
import io.godwit.model.statement.TableChange;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Tables and columns that only an answer makes: what needs them has to wait with them.
final class KeptOut {
    /// By the names a footprint gives them, as a script may have thousands of statements.
    private final Map<String, Element> elements = new LinkedHashMap<>();

    /// @param questions those of the migrations; what each is about is kept out
    KeptOut(List<Outcome.Asked> questions) {
        questions.forEach(asked ->
                add(new Element(asked.question().object(), asked.question().part())));
    }

    private void add(Element element) {
        String table = element.object().sql();
        if (!elements.containsKey(table)) {
            elements.put(element.part().isEmpty() ? table : table + "/" + element.part(), element);
        }
    }

    /// What one of the statements needs and is not there; the statements' own tables and columns wait, too, then.
    Optional<Element> neededBy(List<WrittenStatement> statements, Catalog current) {
        if (elements.isEmpty()) {
            return Optional.empty();
        }
        Optional<Element> needed = statements.stream()
                .flatMap(statement -> Stream.concat(named(statement, current), written(statement)))
                .filter(element -> isAbsent(element, current))
                .findFirst();
        needed.ifPresent(_ -> statements.stream()
                .flatMap(statement -> made(statement.statement()))
                .forEach(this::add));
        return needed;
    }

    private static boolean isAbsent(Element element, Catalog current) {
        Optional<Table> table = current.table(element.object());
        return element.part().isEmpty()
                ? table.isEmpty()
                : table.filter(found -> found.column(element.part()).isPresent())
                        .isEmpty();
    }

    private Stream<Element> named(WrittenStatement statement, Catalog current) {
        Footprint print = Footprint.of(statement.statement(), current);
        Stream<String> wholes = Stream.of(print.makes(), print.removes(), print.changes(), print.uses())
                .flatMap(Set::stream)
                .map(name -> name.contains("/") ? name.substring(0, name.lastIndexOf('/')) : name)
                .filter(name -> !print.makes().contains(name));
        Stream<String> parts =
                Stream.of(print.removes(), print.changes(), print.uses()).flatMap(Set::stream);
        return Stream.concat(wholes, parts).flatMap(name -> Stream.ofNullable(elements.get(name)));
    }

    /// The columns a statement that changes rows has in its text.
    private Stream<Element> written(WrittenStatement statement) {
        if (!(statement.statement() instanceof Statement.ChangeRows rows)) {
            return Stream.empty();
        }
        ObjectName table = rows.table();
        return elements.values().stream()
                .filter(element ->
                        element.object().equals(table) && !element.part().isEmpty())
                .filter(element -> Pattern.compile("\\b" + Pattern.quote(element.part()) + "\\b")
                        .matcher(statement.text())
                        .find());
    }

    private static Stream<Element> made(Statement statement) {
        return switch (statement) {
            case Statement.CreateTable create -> Stream.of(Element.whole(create.table()));
            case Statement.AlterTable alter ->
                alter.changes().stream()
                        .flatMap(change -> change instanceof TableChange.AddColumn(var column)
                                ? Stream.of(new Element(alter.table(), column.name()))
                                : Stream.empty());
            case Statement _ -> Stream.empty();
        };
    }
}
