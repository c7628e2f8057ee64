package io.godwit.analyzer.written;

import io.godwit.analyzer.declared.DeclaredObjects;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.statement.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What a schema declares and neither tables, their parts and enums nor [DeclaredObjects] hold, by what it is called.
final class NotCompared {
    private static final Pattern FIRST_NAME =
            Pattern.compile("(?s)\\s*(\"(?:[^\"]|\"\")++\"|[\\w.$]+(?:\\.\"[^\"]+\")?).*");

    private NotCompared() {}

    /// `aggregate a`, `privileges on t`; nothing for what is compared or is no part of a schema.
    static Optional<String> name(Statement statement) {
        return switch (statement) {
            case Statement.CreateTableAs table
            when !table.temporary() -> Optional.of("table made by a query " + table.table());
            case Statement.TableObject(var verb, var kind, var name, var table, var _, var _) ->
                Optional.of(kind.name().toLowerCase(Locale.ROOT) + " " + name + " of " + table);
            case Statement.AlterDomain domain -> Optional.of("domain " + domain.domain());
            case Statement.CreateStatistics statistics -> Optional.of("statistics " + statistics.name());
            case Statement.Grant grant
            when !grant.tables().isEmpty() -> Optional.of("privileges on " + names(grant.tables()));
            case Statement.CodeBlock _ -> Optional.of("code block (DO)");
            case Statement.OtherObject other
            when isOfSchema(other) -> Optional.of(other.kind().toLowerCase(Locale.ROOT) + " " + firstName(other));
            case Statement _ -> Optional.empty();
        };
    }

    /// Owners and roles belong to the server, `ALTER SEQUENCE … OWNED BY` to the column.
    private static boolean isOfSchema(Statement.OtherObject other) {
        return !List.of("ROLE", "USER", "DATABASE", "TABLESPACE", "SEQUENCE", "SCHEMA", "EXTENSION", "TYPE")
                        .contains(other.kind())
                && !other.text().matches("(?is).*\\bowner\\s+to\\b.*");
    }

    private static String firstName(Statement.OtherObject other) {
        Matcher name = FIRST_NAME.matcher(other.text());
        return name.matches() ? name.group(1) : other.text();
    }

    private static String names(List<ObjectName> relations) {
        return relations.stream().map(ObjectName::toString).collect(Collectors.joining(", "));
    }
}
