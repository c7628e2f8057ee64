package io.godwit.postgres.statement;

import io.godwit.model.SqlName;
import io.godwit.model.catalog.ObjectName;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// An UPDATE taken apart, as far as it is one that could be run range by range: it reads nothing but the row it
/// writes, and perhaps other tables in sub-queries. Columns are named by themselves or by the table's bare name.
///
/// @param only        written `ONLY`: without partitions and children
/// @param assignments the new value of each column, as written; `DEFAULT` too
/// @param condition   which rows; empty for all
/// @param obstacle    why it is not such an UPDATE, in words; then there are no assignments
public record RowUpdate(
        ObjectName table,
        boolean only,
        Map<String, String> assignments,
        Optional<String> condition,
        Optional<String> obstacle) {
    private static final Set<String> CLAUSES = Set.of("from", "where", "returning");

    public RowUpdate {
        assignments = Collections.unmodifiableMap(new LinkedHashMap<>(assignments));
    }

    /// Reads one UPDATE.
    ///
    /// @return empty for anything else
    public static Optional<RowUpdate> of(String text, String defaultSchema) {
        try {
            Cursor cursor = new Cursor(text, Lexer.tokens(text), defaultSchema);
            return cursor.takes("update") ? Optional.of(read(cursor)) : Optional.empty();
        } catch (SyntaxProblem notUnderstood) {
            return Optional.empty();
        }
    }

    private static RowUpdate read(Cursor cursor) {
        boolean only = cursor.takes("only");
        ObjectName table = cursor.objectName();
        cursor.takes("*");
        Optional<String> alias =
                cursor.takes("as") || !cursor.sees("set") ? Optional.of(cursor.name()) : Optional.empty();
        cursor.expect("set");
        Map<String, String> assignments = new LinkedHashMap<>();
        do {
            if (cursor.sees("(")) {
                return none(table, only, "it sets several columns from one row");
            }
            String column = cursor.name();
            if (!cursor.takes("=")) {
                return none(table, only, "it sets a part of a column");
            }
            assignments.put(column, inRow(cursor.textUntil(CLAUSES), table, alias));
        } while (cursor.takes(","));
        Optional<String> condition = Optional.empty();
        if (cursor.takes("from")) {
            return none(table, only, "it takes values from other tables by FROM: a sub-query in SET says the same");
        }
        if (cursor.takes("where")) {
            if (cursor.sees("current", "of")) {
                return none(table, only, "it writes the row of a cursor");
            }
            condition = Optional.of(inRow(cursor.textUntil(Set.of("returning")), table, alias));
        }
        return cursor.atEnd()
                ? new RowUpdate(table, only, assignments, condition, Optional.empty())
                : none(table, only, "it returns rows");
    }

    /// The new value of a column.
    ///
    /// @throws java.util.NoSuchElementException if it is given none
    public String value(String column) {
        return Optional.ofNullable(assignments.get(column)).orElseThrow();
    }

    private static RowUpdate none(ObjectName table, boolean only, String why) {
        return new RowUpdate(table, only, Map.of(), Optional.empty(), Optional.of(why));
    }

    /// With the table's bare name where its alias or its schema stood.
    static String inRow(String expression, ObjectName table, Optional<String> alias) {
        List<Token> tokens = Lexer.tokens(expression);
        StringBuilder written = new StringBuilder();
        int end = 0;
        for (int i = 0; i < tokens.size(); i++) {
            boolean qualified = alias.isEmpty()
                    && isQualifier(tokens, i, table.schema())
                    && isQualifier(tokens, i + 2, table.name());
            boolean aliased = alias.isPresent() && isQualifier(tokens, i, alias.get());
            if (qualified || aliased) {
                written.append(expression, end, tokens.get(i).start()).append(SqlName.quoted(table.name()));
                i += qualified ? 2 : 0;
                end = tokens.get(i).end();
            }
        }
        return written.append(expression.substring(end)).toString();
    }

    /// Whether the token is that name and a period follows.
    private static boolean isQualifier(List<Token> tokens, int at, String name) {
        return at + 1 < tokens.size()
                && tokens.get(at).isName()
                && tokens.get(at).value().equals(name)
                && tokens.get(at + 1).isSymbol(".");
    }

    /// All names in a piece of SQL but those of functions, in the spelling of the catalog.
    public static Set<String> named(String sql) {
        return names(sql, false);
    }

    /// The names of all functions a piece of SQL calls, without their schemas.
    public static Set<String> called(String sql) {
        return names(sql, true);
    }

    private static Set<String> names(String sql, boolean called) {
        Set<String> names = new LinkedHashSet<>();
        List<Token> tokens = Lexer.tokens(sql);
        for (int i = 0; i < tokens.size(); i++) {
            boolean call = i + 1 < tokens.size() && tokens.get(i + 1).isSymbol("(");
            if (tokens.get(i).isName() && call == called) {
                names.add(tokens.get(i).value());
            }
        }
        return names;
    }

    /// Whether a piece of SQL takes a row as a whole: names the table with nothing behind it, or everything in it.
    public static boolean takesWhole(String sql, ObjectName table) {
        List<Token> tokens = Lexer.tokens(sql);
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            boolean named = token.isName() && token.value().equals(table.name());
            boolean part = i + 2 < tokens.size()
                    && tokens.get(i + 1).isSymbol(".")
                    && !tokens.get(i + 2).isSymbol("*");
            boolean within = i > 0 && tokens.get(i - 1).isSymbol(".");
            if (named && !part && !within) {
                return true;
            }
        }
        return false;
    }
}
