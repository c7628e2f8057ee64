package io.godwit.analyzer.written;

import io.godwit.analyzer.Outcome;
import io.godwit.analyzer.model.DesiredSchema.Element;
import io.godwit.model.catalog.Catalog;
import io.godwit.model.catalog.Table;
import io.godwit.model.statement.Statement;
import io.godwit.model.statement.TableChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Tables and columns that only an answer makes: what needs them has to wait with them.
final class KeptOut {
    private final List<Element> elements = new ArrayList<>();

    /// @param questions those of the migrations; what each is about is kept out
    KeptOut(List<Outcome.Asked> questions) {
        questions.stream()
                .map(asked ->
                        new Element(asked.question().object(), asked.question().part()))
                .forEach(elements::add);
    }

    /// What one of the statements needs and is not there; the statements' own tables and columns wait, too, then.
    Optional<Element> neededBy(List<WrittenStatement> statements, Catalog current) {
        Optional<Element> needed = elements.stream()
                .filter(element -> isAbsent(element, current))
                .filter(element -> statements.stream().anyMatch(statement -> needs(statement, element, current)))
                .findFirst();
        needed.ifPresent(_ -> statements.stream()
                .flatMap(statement -> made(statement.statement()))
                .forEach(elements::add));
        return needed;
    }

    private static boolean isAbsent(Element element, Catalog current) {
        Optional<Table> table = current.table(element.object());
        return element.part().isEmpty()
                ? table.isEmpty()
                : table.filter(found -> found.column(element.part()).isPresent())
                        .isEmpty();
    }

    private static boolean needs(WrittenStatement statement, Element element, Catalog current) {
        Footprint print = Footprint.of(statement.statement(), current);
        String table = element.object().sql();
        if (element.part().isEmpty()) {
            return !print.makes().contains(table)
                    && Stream.of(print.makes(), print.removes(), print.changes(), print.uses())
                            .flatMap(Set::stream)
                            .anyMatch(name -> name.equals(table) || name.startsWith(table + "/"));
        }
        String column = table + "/" + element.part();
        boolean named =
                Stream.of(print.removes(), print.changes(), print.uses()).anyMatch(names -> names.contains(column));
        return named
                || statement.statement() instanceof Statement.ChangeRows rows
                        && rows.table().equals(element.object())
                        && Pattern.compile("\\b" + Pattern.quote(element.part()) + "\\b")
                                .matcher(statement.text())
                                .find();
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
