package io.godwit.postgres.statement;

import io.godwit.model.catalog.ObjectName;
import io.godwit.model.statement.ColumnDefinition;
import io.godwit.model.statement.ConstraintDefinition;
import io.godwit.model.statement.Statement;
import io.godwit.model.statement.TableChange;
import io.godwit.model.statement.TableLike;
import io.godwit.model.statement.TableShape;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Reads CREATE TABLE and ALTER TABLE.
final class TableParser {
    private final Cursor cursor;
    private final List<ColumnDefinition> columns = new ArrayList<>();
    private final List<ConstraintDefinition> constraints = new ArrayList<>();
    private final List<TableLike> like = new ArrayList<>();

    private TableParser(Cursor cursor) {
        this.cursor = cursor;
    }

    /// From after `CREATE TABLE`.
    static Statement create(Cursor cursor, boolean temporary) {
        return new TableParser(cursor).create(temporary);
    }

    private Statement create(boolean temporary) {
        boolean missingOnly = cursor.takes("if", "not", "exists");
        ObjectName table = cursor.objectName();
        Optional<ObjectName> partitionOf =
                cursor.takes("partition", "of") ? Optional.of(cursor.objectName()) : Optional.empty();
        if (cursor.takes("of")) {
            cursor.objectName();
        }
        if (cursor.sees("(")) {
            elements();
        }
        String bound = partitionOf.isPresent() ? bound(cursor) : "";
        List<ObjectName> inherits = new ArrayList<>();
        if (cursor.takes("inherits")) {
            cursor.expect("(");
            inherits.addAll(cursor.objectNames());
            cursor.expect(")");
        }
        Optional<String> partitionBy = Optional.empty();
        if (cursor.takes("partition", "by")) {
            int start = cursor.peek().start();
            cursor.name();
            cursor.textInParentheses();
            partitionBy = Optional.of(cursor.textFrom(start));
        }
        storage();
        if (cursor.takes("as")) {
            return new Statement.CreateTableAs(table, query(cursor), !endsWithNoData(cursor), temporary, missingOnly);
        }
        cursor.expectEnd();
        return new Statement.CreateTable(
                table,
                columns,
                constraints,
                new TableShape(temporary, missingOnly, partitionBy, partitionOf, bound, inherits, like));
    }

    private void elements() {
        cursor.expect("(");
        while (!cursor.sees(")")) {
            if (ConstraintParser.startsHere(cursor)) {
                constraints.add(ConstraintParser.parse(cursor));
            } else if (cursor.takes("like")) {
                like.add(like());
            } else {
                columns.add(ColumnParser.parse(cursor));
            }
            if (!cursor.takes(",")) {
                break;
            }
        }
        cursor.expect(")");
    }

    /// The last word on a part decides.
    private TableLike like() {
        ObjectName source = cursor.objectName();
        Set<TableLike.Part> parts = EnumSet.noneOf(TableLike.Part.class);
        while (cursor.sees("including") || cursor.sees("excluding")) {
            boolean including = cursor.next().value().equals("including");
            String what = cursor.name();
            Set<TableLike.Part> named = what.equals("all")
                    ? EnumSet.allOf(TableLike.Part.class)
                    : Stream.of(TableLike.Part.values())
                            .filter(part -> part.name().equalsIgnoreCase(what))
                            .collect(Collectors.toSet());
            if (named.isEmpty()) {
                throw new SyntaxProblem("LIKE does not know " + what);
            }
            if (including) {
                parts.addAll(named);
            } else {
                parts.removeAll(named);
            }
        }
        return new TableLike(source, parts);
    }

    private void storage() {
        boolean more = true;
        while (more) {
            if (cursor.takes("using") || cursor.takes("tablespace")) {
                cursor.name();
            } else if (cursor.sees("with", "(")) {
                cursor.takes("with");
                cursor.textInParentheses();
            } else if (cursor.takes("on", "commit")) {
                while (!cursor.atEnd() && !cursor.sees("as") && !cursor.sees("tablespace")) {
                    cursor.next();
                }
            } else {
                more = cursor.takes("without", "oids");
            }
        }
    }

    /// `FOR VALUES …` or `DEFAULT`, as written.
    static String bound(Cursor cursor) {
        int start = cursor.peek().start();
        if (cursor.takes("default")) {
            return "DEFAULT";
        }
        cursor.expect("for", "values");
        while (!cursor.atEnd()
                && (cursor.sees("from") || cursor.sees("to") || cursor.sees("in") || cursor.sees("with"))) {
            cursor.next();
            cursor.textInParentheses();
        }
        return cursor.textFrom(start);
    }

    /// The query that ends a statement, as written; `WITH [NO] DATA` is left.
    static String query(Cursor cursor) {
        int start = cursor.peek().start();
        while (!cursor.atEnd() && !cursor.sees("with", "data") && !cursor.sees("with", "no", "data")) {
            cursor.next();
        }
        return cursor.textFrom(start);
    }

    static boolean endsWithNoData(Cursor cursor) {
        boolean none = cursor.takes("with", "no", "data");
        cursor.takes("with", "data");
        cursor.expectEnd();
        return none;
    }

    /// From after `ALTER TABLE`.
    static Statement alter(Cursor cursor) {
        boolean missingAllowed = cursor.takes("if", "exists");
        if (cursor.sees("all", "in", "tablespace")) {
            throw new SyntaxProblem("ALTER TABLE ALL IN TABLESPACE is not taken apart");
        }
        boolean only = cursor.takes("only");
        ObjectName table = cursor.objectName();
        cursor.takes("*");
        List<TableChange> changes = new ArrayList<>();
        do {
            if (cursor.atEnd()) {
                throw SyntaxProblem.atTheEnd("something is missing at the end");
            }
            changes.add(TableChangeParser.parse(cursor));
        } while (cursor.takes(","));
        cursor.expectEnd();
        return new Statement.AlterTable(table, changes, only, missingAllowed);
    }

    static boolean cascade(Cursor cursor) {
        boolean cascade = cursor.takes("cascade");
        cursor.takes("restrict");
        return cascade;
    }
}
