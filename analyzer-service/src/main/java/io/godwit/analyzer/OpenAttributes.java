package io.godwit.analyzer;

import io.godwit.analyzer.model.DesiredSchema;
import io.godwit.analyzer.model.DesiredSchema.Element;
import io.godwit.analyzer.model.Gap;
import io.godwit.model.SourceLocation;
import io.godwit.model.catalog.ObjectName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Attributes of models that have a column on one side of a change and are assigned, on the other, what is only known
/// when the program runs. Such a column is not gone, though no model is seen to declare it.
final class OpenAttributes {
    private OpenAttributes() {}

    /// Columns of which is not known whether the models still have them.
    static List<Gap> after(DesiredSchema before, DesiredSchema after) {
        Map<String, ObjectName> tables = new HashMap<>();
        after.names().forEach((element, name) -> {
            if (element.part().isEmpty()) {
                tables.put(name, element.object());
            }
        });
        return gaps(before, after, (column, attribute, where) -> {
            int dot = attribute.lastIndexOf('.');
            ObjectName table = tables.getOrDefault(attribute.substring(0, Math.max(dot, 0)), column.object());
            return new Gap(
                    Optional.of(table),
                    where,
                    column.object() + "." + column.part() + " is left as it is in the database: what " + attribute
                            + " is here is only known when the program runs");
        });
    }

    /// Columns of which is not known whether the models had them before. They seem to be new, and may not be.
    static List<Gap> before(DesiredSchema before, DesiredSchema after) {
        return gaps(
                after,
                before,
                (_, attribute, where) -> new Gap(
                        Optional.empty(), where, "what " + attribute + " is here is only known when the program runs"));
    }

    private interface Said {
        Gap of(Element column, String attribute, SourceLocation where);
    }

    private static List<Gap> gaps(DesiredSchema known, DesiredSchema open, Said said) {
        if (open.open().isEmpty()) {
            return List.of();
        }
        Set<String> declared = Set.copyOf(open.names().values());
        List<Gap> gaps = new ArrayList<>();
        known.names().entrySet().stream()
                .filter(entry -> !entry.getKey().part().isEmpty())
                .filter(entry -> !declared.contains(entry.getValue()))
                .sorted(Map.Entry.comparingByValue())
                .forEach(entry -> Optional.ofNullable(open.open().get(entry.getValue()))
                        .ifPresent(where -> gaps.add(said.of(entry.getKey(), entry.getValue(), where))));
        return gaps;
    }
}
