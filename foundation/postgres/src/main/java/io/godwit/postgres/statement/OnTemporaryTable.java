package io.godwit.postgres.statement;

import io.godwit.model.SqlName;
import io.godwit.model.catalog.ObjectName;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A statement about one table, written as one about a temporary table of the same name.
public final class OnTemporaryTable {
    private final String text;
    private final Cursor cursor;

    private OnTemporaryTable(String text) {
        this.text = text;
        this.cursor = new Cursor(text, Lexer.tokens(text), "public");
    }

    /// Empty if it is no ALTER TABLE, CREATE INDEX, TRIGGER, RULE or POLICY.
    public static Optional<String> of(String statement) {
        try {
            return new OnTemporaryTable(statement).moved();
        } catch (SyntaxProblem unreadable) {
            return Optional.empty();
        }
    }

    /// A CREATE TABLE as one of a temporary table of the same name.
    public static Optional<String> made(String statement) {
        try {
            OnTemporaryTable create = new OnTemporaryTable(statement);
            if (!create.cursor.skipsPast("table")) {
                return Optional.empty();
            }
            create.cursor.takes("if", "not", "exists");
            ObjectName table = create.cursor.objectName();
            return Optional.of(
                    "create temporary table " + named(table) + " " + withOwnName(create.cursor.rest(), table));
        } catch (SyntaxProblem unreadable) {
            return Optional.empty();
        }
    }

    /// A table that references itself references the temporary one.
    private static String withOwnName(String definition, ObjectName table) {
        String part = "(?:" + Pattern.quote(table.schema()) + "|\"" + Pattern.quote(table.schema()) + "\")";
        String own = "(?:" + Pattern.quote(table.name()) + "|\"" + Pattern.quote(table.name()) + "\")";
        return definition.replaceAll(
                "(?i)\\breferences\\s+(?:" + part + "\\.)?" + own + "(?=[\\s(,;]|$)",
                Matcher.quoteReplacement("references " + named(table)));
    }

    /// The name of the temporary table that stands for the table.
    public static String named(ObjectName table) {
        return "pg_temp." + SqlName.quoted(table.name());
    }

    private Optional<String> moved() {
        if (cursor.takes("alter", "table")) {
            cursor.takes("if", "exists");
            cursor.takes("only");
            return Optional.of(fromHere(""));
        }
        if (!cursor.takes("create")) {
            return Optional.empty();
        }
        cursor.takes("or", "replace");
        boolean unique = cursor.takes("unique");
        if (cursor.takes("index")) {
            cursor.takes("concurrently");
            return cursor.skipsPast("on") ? Optional.of(index(unique)) : Optional.empty();
        }
        cursor.takes("constraint");
        boolean rule = cursor.sees("rule");
        boolean known = rule || cursor.sees("trigger") || cursor.sees("policy");
        return known && cursor.skipsPast(rule ? "to" : "on") ? Optional.of(fromHere("")) : Optional.empty();
    }

    private String index(boolean unique) {
        cursor.takes("only");
        return fromHere("create " + (unique ? "unique " : "") + "index on ");
    }

    /// @param instead stands for what was read so far; empty to keep it
    private String fromHere(String instead) {
        int start = cursor.peek().start();
        ObjectName table = cursor.objectName();
        String before = instead.isEmpty() ? text.substring(0, start) : instead;
        return before + named(table) + " " + cursor.rest();
    }
}
