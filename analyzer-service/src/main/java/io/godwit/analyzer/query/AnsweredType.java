package io.godwit.analyzer.query;

import io.godwit.model.catalog.Catalog;
import io.godwit.model.catalog.DataType;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.catalog.TypeNames;
import java.util.Optional;
import java.util.regex.Pattern;

/// A type as people answer with it.
final class AnsweredType {
    private static final Pattern TYPE = Pattern.compile(
            "(?:\\w+\\.|\"[^\"]+\"\\.)?(?:\"[^\"]+\"|[A-Za-z_][\\w ]*?)(?:\\s*\\(\\s*\\d+(?:\\s*,\\s*-?\\d+)?\\s*\\))?"
                    + "(?: (?:with|without) time zone)?(?:\\s*\\[\\s*\\])*");

    private AnsweredType() {}

    /// The type in the catalog's form; empty if it is none PostgreSQL has, nor one of the database's own.
    static Optional<String> of(String text, Catalog known) {
        if (!TYPE.matcher(text.strip()).matches()) {
            return Optional.empty();
        }
        DataType type = TypeNames.catalogForm(text.strip(), "public");
        String bare = type.sql().replaceAll("\\[\\]|\\(.*", "");
        boolean builtIn = !bare.contains(".");
        return builtIn || isOfDatabase(bare, known) ? Optional.of(type.sql()) : Optional.empty();
    }

    private static boolean isOfDatabase(String qualified, Catalog known) {
        String name = qualified.substring(qualified.lastIndexOf('.') + 1).replace("\"", "");
        return known.enums().keySet().stream().map(ObjectName::name).anyMatch(name::equals)
                || known.extensions().stream()
                        .anyMatch(extension -> extension.equals(name) || extension.equals("postgis"))
                || known.others().stream().anyMatch(line -> line.contains(name))
                || known.tables().values().stream()
                        .flatMap(table -> table.columns().stream())
                        .anyMatch(column -> column.type()
                                .sql()
                                .replaceAll("\\[\\]|\\(.*", "")
                                .equals(qualified));
    }
}
