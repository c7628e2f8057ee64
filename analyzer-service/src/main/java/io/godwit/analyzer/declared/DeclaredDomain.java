package io.godwit.analyzer.declared;

import io.godwit.model.SourceLocation;
import io.godwit.model.SqlName;
import io.godwit.model.catalog.ObjectKind;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.catalog.PostgresNames;
import io.godwit.model.catalog.TypeNames;
import io.godwit.model.statement.ColumnDefinition;
import io.godwit.model.statement.ConstraintDefinition;
import io.godwit.model.statement.Statement.CreateDomain;
import io.godwit.model.statement.Statement.CreateTable;
import io.godwit.postgres.statement.StatementParser;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// A domain of a declared schema, taken apart as a catalog has it: its type, default and NOT NULL in one object, each
/// check in one of its own, so that a change of one needs no new domain.
final class DeclaredDomain {
    private DeclaredDomain() {}

    /// The domain, then its checks; empty if its definition cannot be read.
    static List<DeclaredObject> of(CreateDomain domain, SourceLocation location) {
        return column(domain.definition())
                .map(column -> Stream.concat(
                                Stream.of(domain(domain.domain(), column, location)),
                                checks(domain.domain(), column, location).stream())
                        .toList())
                .orElse(List.of());
    }

    /// One of its checks, as CREATE DOMAIN or ALTER DOMAIN gives it.
    static DeclaredObject check(ObjectName domain, String name, String expression, SourceLocation location) {
        String alter = "ALTER DOMAIN " + domain.identity();
        return new DeclaredObject(
                ObjectKind.DOMAIN_CONSTRAINT,
                domain.identityOfConstraint(name),
                List.of(alter + " ADD CONSTRAINT " + SqlName.quoted(name) + " CHECK ("
                        + expression.replaceAll("\\s+", " ").strip() + ")"),
                List.of(alter + " DROP CONSTRAINT " + SqlName.quoted(name)),
                List.of(),
                "",
                List.of(ObjectKind.DOMAIN.keyOf(domain.identity())),
                expression,
                location);
    }

    /// A domain is defined as a column is.
    private static Optional<ColumnDefinition> column(String definition) {
        String bare = definition.strip().replaceFirst("(?i)^as\\b", "");
        return StatementParser.inPublic()
                                        .parse("CREATE TABLE t (v " + bare + ")")
                                        .statement()
                                instanceof CreateTable create
                        && create.columns().size() == 1
                ? Optional.of(create.columns().getFirst())
                : Optional.empty();
    }

    private static DeclaredObject domain(ObjectName name, ColumnDefinition column, SourceLocation location) {
        String collation =
                column.collation().map(written -> " COLLATE " + written).orElse("");
        String type = TypeNames.catalogForm(column.type(), "public").sql() + collation;
        Optional<String> value = column.defaultExpression().filter(expression -> !expression.equalsIgnoreCase("NULL"));
        String alter = "ALTER DOMAIN " + name.identity();
        return new DeclaredObject(
                ObjectKind.DOMAIN,
                name.identity(),
                List.of("CREATE DOMAIN " + name.identity() + " AS " + type
                        + value.map(expression -> " DEFAULT " + expression).orElse("")
                        + (column.notNull() ? " NOT NULL" : "")),
                List.of("DROP DOMAIN " + name.identity()),
                List.of(
                        alter
                                + value.map(expression -> " SET DEFAULT " + expression)
                                        .orElse(" DROP DEFAULT"),
                        alter + (column.notNull() ? " SET" : " DROP") + " NOT NULL"),
                type,
                List.of(),
                type
                        + value.map(expression -> " " + expression.replace("'", " "))
                                .orElse(""),
                location);
    }

    private static List<DeclaredObject> checks(ObjectName domain, ColumnDefinition column, SourceLocation location) {
        List<ConstraintDefinition.Check> written = column.constraints().stream()
                .filter(ConstraintDefinition.Check.class::isInstance)
                .map(ConstraintDefinition.Check.class::cast)
                .toList();
        Set<String> taken = new HashSet<>();
        written.forEach(check -> check.name().ifPresent(taken::add));
        List<DeclaredObject> checks = new ArrayList<>();
        for (ConstraintDefinition.Check check : written) {
            String name = check.name().orElseGet(() -> chosen(domain, taken));
            taken.add(name);
            checks.add(check(domain, name, check.expression(), location));
        }
        return checks;
    }

    /// The name PostgreSQL chooses, with a number where it is taken.
    static String chosen(ObjectName domain, Set<String> taken) {
        String name = PostgresNames.of(domain.name(), "", "check");
        for (int number = 1; taken.contains(name); number++) {
            name = PostgresNames.of(domain.name(), "", "check" + number);
        }
        return name;
    }
}
