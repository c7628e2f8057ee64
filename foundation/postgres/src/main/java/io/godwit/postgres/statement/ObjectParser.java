package io.godwit.postgres.statement;

import io.godwit.model.catalog.ObjectName;
import io.godwit.model.statement.RelationKind;
import io.godwit.model.statement.Statement;
import io.godwit.model.statement.Statement.TableObject.Kind;
import io.godwit.model.statement.Verb;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Reads what makes, changes and drops objects other than tables, indexes and types.
final class ObjectParser {
    /// Objects whose definition touches no table but those it names.
    private static final Set<String> HARMLESS = Set.of(
            "function",
            "procedure",
            "aggregate",
            "routine",
            "role",
            "user",
            "group",
            "operator",
            "cast",
            "collation",
            "conversion",
            "language",
            "text",
            "server",
            "foreign",
            "event",
            "publication",
            "subscription",
            "tablespace",
            "database",
            "system",
            "default",
            "extension",
            "schema",
            "sequence",
            "statistics",
            "view",
            "transform",
            "access",
            "large");

    private ObjectParser() {}

    /// From after `CREATE`; empty if it is none of these.
    static Optional<Statement> create(Cursor cursor) {
        boolean replace = cursor.takes("or", "replace");
        cursor.takes("constraint");
        cursor.takes("temp");
        cursor.takes("temporary");
        cursor.takes("recursive");
        cursor.takes("trusted");
        Optional<Statement> onTable = tableObject(Verb.CREATE, cursor);
        if (onTable.isPresent()) {
            return onTable;
        }
        boolean materialized = cursor.takes("materialized", "view");
        if (materialized || cursor.takes("view")) {
            return Optional.of(view(cursor, materialized, replace));
        }
        if (cursor.takes("statistics")) {
            cursor.takes("if", "not", "exists");
            String name = cursor.sees("on") || cursor.sees("(")
                    ? ""
                    : cursor.objectName().name();
            int start = cursor.peek().start();
            if (!cursor.skipsPast("from")) {
                throw SyntaxProblem.atTheEnd("CREATE STATISTICS without FROM");
            }
            String definition = cursor.textFrom(start);
            return Optional.of(new Statement.CreateStatistics(name, cursor.objectName(), definition));
        }
        return other(Verb.CREATE, cursor);
    }

    private static Statement view(Cursor cursor, boolean materialized, boolean replace) {
        cursor.takes("if", "not", "exists");
        ObjectName view = cursor.objectName();
        if (!cursor.skipsPast("as")) {
            throw SyntaxProblem.atTheEnd("CREATE VIEW without AS");
        }
        String query = TableParser.query(cursor);
        return new Statement.CreateView(view, materialized, replace, query, !TableParser.endsWithNoData(cursor));
    }

    /// From after `ALTER`; empty if it is none of these.
    static Optional<Statement> alter(Cursor cursor) {
        Optional<Statement> onTable = tableObject(Verb.ALTER, cursor);
        return onTable.isPresent() ? onTable : other(Verb.ALTER, cursor);
    }

    /// From after `DROP`; empty if it is none of these.
    static Optional<Statement> drop(Cursor cursor) {
        Optional<Statement> onTable = tableObject(Verb.DROP, cursor);
        if (onTable.isPresent()) {
            return onTable;
        }
        Optional<RelationKind> kind = cursor.takes("view")
                ? Optional.of(RelationKind.VIEW)
                : cursor.takes("materialized", "view")
                        ? Optional.of(RelationKind.MATERIALIZED_VIEW)
                        : cursor.takes("sequence") ? Optional.of(RelationKind.SEQUENCE) : Optional.empty();
        if (kind.isPresent()) {
            boolean missingAllowed = cursor.takes("if", "exists");
            List<ObjectName> names = cursor.objectNames();
            boolean cascade = TableParser.cascade(cursor);
            cursor.expectEnd();
            return Optional.of(new Statement.DropRelations(kind.get(), names, cascade, missingAllowed));
        }
        if (cursor.takes("schema")) {
            cursor.takes("if", "exists");
            List<String> names = new ArrayList<>();
            do {
                names.add(cursor.name());
            } while (cursor.takes(","));
            boolean cascade = TableParser.cascade(cursor);
            cursor.expectEnd();
            return Optional.of(new Statement.DropSchema(names, cascade));
        }
        return other(Verb.DROP, cursor);
    }

    private static Optional<Statement> tableObject(Verb verb, Cursor cursor) {
        Optional<Kind> kind = cursor.takes("trigger")
                ? Optional.of(Kind.TRIGGER)
                : cursor.takes("rule")
                        ? Optional.of(Kind.RULE)
                        : cursor.takes("policy") ? Optional.of(Kind.POLICY) : Optional.empty();
        if (kind.isEmpty()) {
            return Optional.empty();
        }
        boolean missingAllowed = cursor.takes("if", "exists");
        String name = cursor.name();
        int start = cursor.peek().start();
        boolean rule = kind.get() == Kind.RULE && verb == Verb.CREATE;
        if (!cursor.skipsPast(rule ? "to" : "on")) {
            throw SyntaxProblem.atTheEnd(verb + " " + kind.get() + " without a table");
        }
        ObjectName table = cursor.objectName();
        cursor.rest();
        return Optional.of(new Statement.TableObject(
                verb, kind.get(), name, table, verb == Verb.DROP ? "" : cursor.textFrom(start), missingAllowed));
    }

    private static Optional<Statement> other(Verb verb, Cursor cursor) {
        String kind = cursor.peek().value();
        if (!HARMLESS.contains(kind) || cursor.sees("foreign", "table")) {
            return Optional.empty();
        }
        cursor.next();
        int start = cursor.peek().start();
        List<ObjectName> tables =
                kind.equals("publication") && cursor.skipsPast("table") ? publishedTables(cursor) : List.of();
        if (kind.equals("view") || kind.equals("sequence")) {
            cursor.takes("if", "exists");
            cursor.takes("if", "not", "exists");
            tables = List.of(cursor.objectName());
        }
        cursor.rest();
        return Optional.of(
                new Statement.OtherObject(verb, kind.toUpperCase(Locale.ROOT), tables, cursor.textFrom(start)));
    }

    private static List<ObjectName> publishedTables(Cursor cursor) {
        List<ObjectName> tables = new ArrayList<>();
        do {
            cursor.takes("table");
            cursor.takes("only");
            tables.add(cursor.objectName());
            cursor.takes("*");
            if (cursor.sees("(")) {
                cursor.textInParentheses();
            }
            if (cursor.takes("where")) {
                cursor.textInParentheses();
            }
        } while (cursor.takes(",") && !cursor.sees("tables"));
        return tables;
    }

    /// From after `GRANT` or `REVOKE`.
    static Statement grant(Cursor cursor, boolean revoke) {
        int start = cursor.peek().start();
        List<ObjectName> tables = List.of();
        if (cursor.skipsPast("on")) {
            boolean named = cursor.takes("table");
            boolean otherKind = !named
                    && Set.of(
                                    "all",
                                    "schema",
                                    "sequence",
                                    "function",
                                    "database",
                                    "type",
                                    "domain",
                                    "language",
                                    "procedure",
                                    "routine",
                                    "foreign",
                                    "tablespace",
                                    "large",
                                    "parameter")
                            .contains(cursor.peek().value());
            if (!otherKind) {
                tables = cursor.objectNames();
            }
        }
        cursor.rest();
        return new Statement.Grant(revoke, tables, cursor.textFrom(start));
    }
}
