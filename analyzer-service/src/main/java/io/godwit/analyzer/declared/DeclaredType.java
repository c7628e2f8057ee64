package io.godwit.analyzer.declared;

import io.godwit.model.SourceLocation;
import io.godwit.model.catalog.ObjectKind;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.catalog.QuotedWhereNeeded;
import io.godwit.model.catalog.TypeNames;
import io.godwit.model.statement.Statement.CreateTable;
import io.godwit.model.statement.Statement.OtherObject;
import io.godwit.postgres.statement.StatementParser;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A composite or range type of a declared schema; a composite one in the form a catalog has it.
final class DeclaredType {
    private static final Pattern TYPE = Pattern.compile(
            "(?is)\\s*(?<name>(?:\"(?:[^\"]|\"\")++\"\\.)?\"(?:[^\"]|\"\")++\")\\s+as\\s*(?<range>range\\b)?(?<more>.*)");

    private DeclaredType() {}

    /// Empty for a type of another kind.
    static Optional<DeclaredObject> of(OtherObject type, String text, SourceLocation location) {
        Matcher parts = TYPE.matcher(type.text());
        if (!parts.matches()) {
            return Optional.empty();
        }
        String identity = ObjectName.identified(parts.group("name")).identity();
        boolean isRange = parts.group("range") != null;
        return Optional.of(DeclaredObject.of(
                isRange ? ObjectKind.RANGE_TYPE : ObjectKind.COMPOSITE_TYPE,
                identity,
                isRange ? text : composite(identity, parts.group("more")).orElse(text),
                "DROP TYPE " + identity,
                parts.group("more"),
                location));
    }

    /// Attributes are defined as columns are.
    private static Optional<String> composite(String identity, String attributes) {
        return StatementParser.inPublic().parse("CREATE TABLE t " + attributes).statement()
                                instanceof CreateTable create
                        && create.constraints().isEmpty()
                        && create.columns().stream()
                                .allMatch(column -> column.collation().isEmpty())
                ? Optional.of("CREATE TYPE " + identity + " AS ("
                        + create.columns().stream()
                                .map(column -> QuotedWhereNeeded.identifier(column.name()) + " "
                                        + TypeNames.catalogForm(column.type(), "public")
                                                .sql())
                                .collect(Collectors.joining(", "))
                        + ")")
                : Optional.empty();
    }
}
