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
            "enforced",
            "deferrable",
            "initially");

    private static final Set<String> SERIAL_TYPES =
            Set.of("serial", "bigserial", "smallserial", "serial2", "serial4", "serial8");

    private final Cursor cursor;
    private final List<ConstraintDefinition> constraints = new ArrayList<>();
    private boolean notNull;
    private Optional<String> defaultExpression = Optional.empty();
    private Generation generation = new Generation.None();
    private Optional<String> collation = Optional.empty();
    private String identityOptions = "";

    private ColumnParser(Cursor cursor) {
        this.cursor = cursor;
    }

    static ColumnDefinition parse(Cursor cursor) {
        return new ColumnParser(cursor).column(false);
    }

    /// @param missingOnly whether IF NOT EXISTS stood before
    static ColumnDefinition parse(Cursor cursor, boolean missingOnly) {
        return new ColumnParser(cursor).column(missingOnly);
    }

    private ColumnDefinition column(boolean missingOnly) {
        String name = cursor.name();
        String type = cursor.sees(",") || cursor.sees(")") || startsPart() ? "" : cursor.textUntil(STOP_WORDS);
        if (SERIAL_TYPES.contains(type.toLowerCase(Locale.ROOT))) {
            generation = new Generation.Serial();
        }
        while (!cursor.atEnd() && !cursor.sees(",") && !cursor.sees(")")) {
            part(name);
        }
        return new ColumnDefinition(
                name,
                type,
                notNull,
                defaultExpression,
                generation,
                constraints,
                collation,
                identityOptions,
                missingOnly);
    }

    /// A partition's or typed table's column has no type of its own: `b WITH OPTIONS NOT NULL`.
    private boolean startsPart() {
        return cursor.takes("with", "options")
                || cursor.atEnd()
                || cursor.peek().kind() == Token.Kind.WORD
                        && STOP_WORDS.contains(cursor.peek().value());
    }

    private void part(String column) {
        if (cursor.takes("collate")) {
            collation = Optional.of(cursor.qualifiedText());
        } else if (cursor.takes("storage") || cursor.takes("compression")) {
            cursor.name();
        } else if (deferral()) {
            return;
        } else if (cursor.takes("default")) {
            String nothing = cursor.takes("null") ? "NULL" : "";
            defaultExpression = Optional.of(
                    nothing.isEmpty() || cursor.sees("::") ? nothing + cursor.textUntil(STOP_WORDS) : nothing);
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
            cursor.takes("no", "inherit");
        } else if (cursor.takes("null")) {
            notNull = false;
        } else if (cursor.takes("primary", "key")) {
            constraints.add(new ConstraintDefinition.PrimaryKey(name, List.of(column), Optional.empty()));
            indexParameters();
        } else if (cursor.takes("unique")) {
            boolean nullsNotDistinct = ConstraintParser.nullsNotDistinct(cursor);
            constraints.add(new ConstraintDefinition.Unique(name, List.of(column), nullsNotDistinct, Optional.empty()));
            indexParameters();
        } else if (cursor.takes("check")) {
            String expression = cursor.textInParentheses();
            boolean inherited = !cursor.takes("no", "inherit");
            boolean enforced = !cursor.takes("not", "enforced");
            cursor.takes("enforced");
            constraints.add(new ConstraintDefinition.Check(name, expression, enforced, enforced, inherited));
        } else if (cursor.sees("references")) {
            constraints.add(ConstraintParser.references(cursor, name, List.of(column)));
        } else {
            throw new SyntaxProblem(
                    "not understood in column " + column + ": '" + cursor.peek().value() + "'");
        }
    }

    private void indexParameters() {
        if (cursor.takes("with")) {
            cursor.textInParentheses();
        }
        if (cursor.takes("using", "index", "tablespace")) {
            cursor.name();
        }
    }

    private boolean deferral() {
        return cursor.takes("deferrable")
                || cursor.takes("not", "deferrable")
                || cursor.takes("initially", "deferred")
                || cursor.takes("initially", "immediate");
    }

    private Generation generation() {
        boolean always = cursor.takes("always");
        if (!always) {
            cursor.expect("by", "default");
        }
        cursor.expect("as");
        if (cursor.takes("identity")) {
            if (cursor.sees("(")) {
                identityOptions = cursor.textInParentheses();
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
