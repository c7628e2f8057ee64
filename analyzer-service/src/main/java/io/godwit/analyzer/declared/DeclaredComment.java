package io.godwit.analyzer.declared;

import io.godwit.model.SourceLocation;
import io.godwit.model.catalog.CommentTarget;
import io.godwit.model.catalog.ObjectKind;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.effect.FunctionArguments;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A comment on something of a declared schema.
final class DeclaredComment {
    private static final String NAME = "(?:\"(?:[^\"]|\"\")++\"|[\\w$]+)";
    private static final Pattern WHOLE = Pattern.compile(
            "(?is)(?<kind>table|view|materialized\\s+view|index|sequence|type|domain|statistics)\\s+(?<name>.+)");
    private static final Pattern COLUMN = Pattern.compile("(?is)column\\s+(?<table>.+)\\.\\s*(?<column>" + NAME + ")");
    private static final Pattern ON_TABLE = Pattern.compile(
            "(?is)(?<kind>constraint|trigger|policy|rule)\\s+(?<name>" + NAME + ")\\s+on\\s+(?<table>.+)");
    private static final Pattern ROUTINE = Pattern.compile("(?is)(?<kind>function|procedure)\\s+(?<name>.+)");

    private DeclaredComment() {}

    /// Empty for what belongs to no schema, such as an extension.
    ///
    /// @param target as it is written after `COMMENT ON`
    /// @param exists whether the declared schema has an object of this key
    static Optional<DeclaredObject> on(String target, String text, Predicate<String> exists, SourceLocation location) {
        return key(target.strip(), exists)
                .map(key -> new DeclaredObject(
                        ObjectKind.COMMENT,
                        key,
                        List.of(text),
                        List.of("COMMENT ON " + target.strip() + " IS NULL"),
                        List.of(text),
                        "",
                        CommentTarget.keys(key),
                        "",
                        location));
    }

    private static Optional<String> key(String target, Predicate<String> exists) {
        Matcher whole = WHOLE.matcher(target);
        if (whole.matches()) {
            String kind = whole.group("kind").toLowerCase(Locale.ROOT).replaceAll("\\s+", " ");
            return Optional.of((kind.equals("domain") ? "type" : kind.equals("statistics") ? "statistics object" : kind)
                    + " " + name(whole.group("name")).identity());
        }
        Matcher column = COLUMN.matcher(target);
        if (column.matches()) {
            ObjectName relation = name(column.group("table"));
            String kind = exists.test("view " + relation.identity())
                    ? "view"
                    : exists.test("materialized view " + relation.identity())
                            ? "materialized view"
                            : exists.test("type " + relation.identity()) ? "composite type" : "table";
            return Optional.of(kind + " column " + relation.identity(part(column.group("column"))));
        }
        Matcher onTable = ON_TABLE.matcher(target);
        if (onTable.matches()) {
            String kind = onTable.group("kind").toLowerCase(Locale.ROOT);
            return Optional.of((kind.equals("constraint") ? "table constraint" : kind) + " "
                    + name(onTable.group("table")).identityOfConstraint(part(onTable.group("name"))));
        }
        Matcher routine = ROUTINE.matcher(target);
        return routine.matches()
                ? FunctionArguments.all(routine.group("name")).stream()
                        .findFirst()
                        .map(arguments ->
                                routine.group("kind").toLowerCase(Locale.ROOT) + " " + arguments.identity("public"))
                : Optional.empty();
    }

    private static ObjectName name(String written) {
        Matcher parts =
                Pattern.compile("(" + NAME + ")(?:\\s*\\.\\s*(" + NAME + "))?").matcher(written.strip());
        if (!parts.matches()) {
            return ObjectName.inPublic(part(written.strip()));
        }
        return parts.group(2) == null
                ? ObjectName.inPublic(part(parts.group(1)))
                : new ObjectName(part(parts.group(1)), part(parts.group(2)));
    }

    private static String part(String written) {
        return written.startsWith("\"")
                ? written.substring(1, written.length() - 1).replace("\"\"", "\"")
                : written.toLowerCase(Locale.ROOT);
    }
}
