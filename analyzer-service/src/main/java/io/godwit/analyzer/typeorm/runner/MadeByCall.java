package io.godwit.analyzer.typeorm.runner;

import io.godwit.analyzer.model.DesiredSchema.Element;
import io.godwit.analyzer.typeorm.script.Value;
import io.godwit.model.catalog.ObjectName;
import java.util.List;

/// What a call of the query runner makes, known even where the rest of it is not.
final class MadeByCall {
    private MadeByCall() {}

    static List<Element> of(String method, Value first, Value second) {
        try {
            return switch (method) {
                case "createTable" ->
                    List.of(Element.whole(table(Given.text(Given.fields(first).get("name")))));
                case "addColumn", "addColumns" -> {
                    ObjectName table = table(Given.name(first));
                    yield Given.items(second).stream()
                            .map(column -> new Element(table, Given.name(column)))
                            .toList();
                }
                case String _ -> List.of();
            };
        } catch (Unwritable notEvenThat) {
            return List.of();
        }
    }

    private static ObjectName table(String path) {
        int dot = path.lastIndexOf('.');
        return dot < 0
                ? ObjectName.inPublic(path)
                : new ObjectName(path.substring(path.lastIndexOf('.', dot - 1) + 1, dot), path.substring(dot + 1));
    }
}
