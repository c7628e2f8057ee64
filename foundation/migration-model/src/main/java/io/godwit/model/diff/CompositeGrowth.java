package io.godwit.model.diff;

import io.godwit.model.catalog.ObjectKind;
import io.godwit.model.catalog.SchemaObject;
import io.godwit.model.change.SchemaChange.ReplaceObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A composite type that gets attributes behind those it has: PostgreSQL adds them in place, to tables, too, whose
/// columns are of the type.
final class CompositeGrowth {
    private CompositeGrowth() {}

    /// The change in place; empty where it is another one.
    static Optional<ReplaceObject> between(SchemaObject before, SchemaObject after) {
        if (before.kind() != ObjectKind.COMPOSITE_TYPE || after.kind() != ObjectKind.COMPOSITE_TYPE) {
            return Optional.empty();
        }
        List<String> old = attributes(before);
        List<String> fresh = attributes(after);
        if (old.isEmpty()
                || fresh.size() <= old.size()
                || !fresh.subList(0, old.size()).equals(old)) {
            return Optional.empty();
        }
        String alter = "ALTER TYPE " + after.identity();
        List<String> added = fresh.subList(old.size(), fresh.size());
        return Optional.of(new ReplaceObject(
                altered(
                        before,
                        added.reversed().stream()
                                .map(attribute -> alter + " DROP ATTRIBUTE " + name(attribute))
                                .toList()),
                altered(
                        after,
                        added.stream()
                                .map(attribute -> alter + " ADD ATTRIBUTE " + attribute)
                                .toList())));
    }

    private static SchemaObject altered(SchemaObject type, List<String> alters) {
        return new SchemaObject(
                type.kind(),
                type.identity(),
                type.makes(),
                type.removes(),
                alters,
                type.form(),
                type.uses(),
                type.tables(),
                type.grants());
    }

    /// `x integer`, `"a b" numeric(10,2)`, from `CREATE TYPE … AS (…)`.
    private static List<String> attributes(SchemaObject type) {
        String text = type.makes().size() == 1 ? type.makes().getFirst() : "";
        int open = text.indexOf(" AS (");
        if (open < 0 || !text.endsWith(")")) {
            return List.of();
        }
        String list = text.substring(open + " AS (".length(), text.length() - 1);
        List<String> attributes = new ArrayList<>();
        int depth = 0;
        boolean quoted = false;
        int from = 0;
        for (int i = 0; i < list.length(); i++) {
            char c = list.charAt(i);
            quoted ^= c == '"';
            depth += quoted ? 0 : c == '(' ? 1 : c == ')' ? -1 : 0;
            if (c == ',' && depth == 0 && !quoted) {
                attributes.add(list.substring(from, i).strip());
                from = i + 1;
            }
        }
        attributes.add(list.substring(from).strip());
        return attributes;
    }

    private static String name(String attribute) {
        if (!attribute.startsWith("\"")) {
            return attribute.substring(0, attribute.indexOf(' '));
        }
        int end = 1;
        while (attribute.charAt(end) != '"' || attribute.startsWith("\"\"", end)) {
            end += attribute.startsWith("\"\"", end) ? 2 : 1;
        }
        return attribute.substring(0, end + 1);
    }
}
