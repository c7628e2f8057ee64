package io.godwit.analyzer.written;

import io.godwit.analyzer.model.DesiredSchema.Element;
import io.godwit.model.catalog.Catalog;
import io.godwit.model.catalog.Table;
import io.godwit.model.statement.Statement;
import io.godwit.model.statement.TableChange;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Tables, columns and what is on them that only an answer makes: what needs them has to wait with them.
final class KeptOut {
    /// By the names a footprint gives them, as a script may have thousands of statements.
    private final Map<String, Element> elements = new LinkedHashMap<>();

    /// @param waiting what the migrations make once the questions are answered
    KeptOut(List<Element> waiting) {
        waiting.forEach(this::add);
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
                .flatMap(statement -> Stream.concat(named(statement, current), written(statement, current)))
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
                        && current.tables().values().stream()
                                .noneMatch(found -> found.name()
                                                .schema()
                                                .equals(element.object().schema())
                                        && found.index(element.object().name()).isPresent())
                : table.filter(found -> found.column(element.part()).isPresent()
                                || found.constraint(element.part()).isPresent())
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

    /// What a statement has in its text whose parts nobody tells apart: one that changes rows, a view, a function.
    private Stream<Element> written(WrittenStatement statement, Catalog current) {
        if (Footprint.of(statement.statement(), current).reach() == Footprint.Reach.NAMED) {
            return Stream.empty();
        }
        Predicate<String> isIn = name -> Pattern.compile("\\b" + Pattern.quote(name) + "\\b")
                .matcher(statement.text())
                .find();
        return elements.values().stream()
                .filter(element -> isIn.test(element.object().name()))
                .filter(element -> element.part().isEmpty() || isIn.test(element.part()));
    }

    /// What a later statement can name once it has run.
    static Stream<Element> made(Statement statement) {
        return switch (statement) {
            case Statement.CreateTable create -> Stream.of(Element.whole(create.table()));
            case Statement.CreateIndex create ->
                create.name().map(name -> Element.whole(create.table().sibling(name))).stream();
            case Statement.AlterTable alter ->
                alter.changes().stream().flatMap(change -> switch (change) {
                    case TableChange.AddColumn(var column) -> Stream.of(new Element(alter.table(), column.name()));
                    case TableChange.AddConstraint(var constraint) ->
                        constraint.name().map(name -> new Element(alter.table(), name)).stream();
                    case TableChange.RenameColumn(String _, String fresh) ->
                        Stream.of(new Element(alter.table(), fresh));
                    case TableChange.RenameTable(String fresh) ->
                        Stream.of(Element.whole(alter.table().sibling(fresh)));
                    case TableChange _ -> Stream.empty();
                });
            case Statement _ -> Stream.empty();
        };
    }
}
