package io.godwit.postgres.statement;

import io.godwit.model.catalog.Column.Generation;
import io.godwit.model.statement.ColumnDefinition;
import io.godwit.model.statement.ConstraintDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Reads a column definition, as CREATE TABLE and ADD COLUMN have it.
final class ColumnParser {
    /// Words that end a type or a default expression.
    static final Set<String> STOP_WORDS = Set.of(
            "constraint",
            "not",
            "null",
            "default",
            "primary",
            "unique",
            "check",
            "references",
            "generated",
            "collate",
            "using",
            "storage",
            "compression",
            "deferrable",
            "initially");

    private static final Set<String> SERIAL_TYPES =
            Set.of("serial", "bigserial", "smallserial", "serial2", "serial4", "serial8");

    private final Cursor cursor;
    private final List<ConstraintDefinition> constraints = new ArrayList<>();
    private boolean notNull;
    private Optional<String> defaultExpression = Optional.empty();
    private Generation generation = new Generation.None();

    private ColumnParser(Cursor cursor) {
        this.cursor = cursor;
    }

    static ColumnDefinition parse(Cursor cursor) {
        return new ColumnParser(cursor).column();
    }

    private ColumnDefinition column() {
        String name = cursor.name();
        String type = cursor.textUntil(STOP_WORDS);
        if (SERIAL_TYPES.contains(type.toLowerCase(Locale.ROOT))) {
            generation = new Generation.Serial();
        }
        while (!cursor.atEnd() && !cursor.sees(",") && !cursor.sees(")")) {
            part(name);
        }
        return new ColumnDefinition(name, type, notNull, defaultExpression, generation, constraints);
    }

    private void part(String column) {
        if (cursor.takes("collate")) {
            cursor.objectName();
        } else if (cursor.takes("default")) {
            defaultExpression = Optional.of(cursor.takes("null") ? "NULL" : cursor.textUntil(STOP_WORDS));
        } else if (cursor.takes("generated")) {
            generation = generation();
        } else {
            constraint(column);
        }
    }

    private void constraint(String column) {
        Optional<String> name = cursor.takes("constraint") ? Optional.of(cursor.name()) : Optional.empty();
        if (cursor.takes("not", "null")) {
            notNull = true;
        } else if (cursor.takes("null")) {
            notNull = false;
        } else if (cursor.takes("primary", "key")) {
            constraints.add(new ConstraintDefinition.PrimaryKey(name, List.of(column), Optional.empty()));
        } else if (cursor.takes("unique")) {
            boolean nullsNotDistinct = ConstraintParser.nullsNotDistinct(cursor);
            constraints.add(new ConstraintDefinition.Unique(name, List.of(column), nullsNotDistinct, Optional.empty()));
        } else if (cursor.takes("check")) {
            constraints.add(new ConstraintDefinition.Check(name, cursor.textInParentheses(), true));
            cursor.takes("no", "inherit");
        } else if (cursor.sees("references")) {
            constraints.add(ConstraintParser.references(cursor, name, List.of(column)));
        } else {
            throw new SyntaxProblem(
                    "not understood in column " + column + ": '" + cursor.peek().value() + "'");
        }
    }

    private Generation generation() {
        boolean always = cursor.takes("always");
        if (!always) {
            cursor.expect("by", "default");
        }
        cursor.expect("as");
        if (cursor.takes("identity")) {
            if (cursor.sees("(")) {
                cursor.textInParentheses();
            }
            return new Generation.Identity(always);
        }
        String expression = cursor.textInParentheses();
        if (cursor.takes("stored")) {
            return new Generation.Stored(expression);
        }
        cursor.takes("virtual");
        return new Generation.Virtual(expression);
    }
}
