package io.godwit.postgres.statement;

import io.godwit.model.catalog.ObjectName;
import io.godwit.model.statement.ParsedStatement;
import io.godwit.model.statement.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Reads SQL into statements of the model. Data definition is read by a grammar of our own, which knows
/// PostgreSQL's
/// forms and what they mean; what changes or reads rows is read by JSqlParser. Nothing is refused: what
/// neither knows
/// becomes [Statement.Unparsed].
public final class StatementParser {
    private final String defaultSchema;

    /// @param defaultSchema where names without a schema are; PostgreSQL's default is `public`
    public StatementParser(String defaultSchema) {
        this.defaultSchema = defaultSchema;
    }

    /// For SQL whose unqualified names are in `public`.
    public static StatementParser inPublic() {
        return new StatementParser("public");
    }

    /// All statements of a script, in order; empty ones are left out.
    public List<ParsedStatement> script(String script) {
        try {
            return split(script).stream().map(this::parse).toList();
        } catch (SyntaxProblem problem) {
            return List.of(new ParsedStatement(script.strip(), new Statement.Unparsed(problem.reason())));
        }
    }

    /// The texts of a script's statements, in order, without closing semicolons; a script that cannot be
    /// cut (a string
    /// in it does not end) is one text.
    public static List<String> texts(String script) {
        try {
            return split(script);
        } catch (SyntaxProblem problem) {
            return List.of(script.strip());
        }
    }

    private static List<String> split(String script) {
        List<String> texts = new ArrayList<>();
        List<Token> current = new ArrayList<>();
        for (Token token : Lexer.tokens(script)) {
            if (!token.isSymbol(";")) {
                current.add(token);
            } else if (!current.isEmpty()) {
                texts.add(text(script, current));
                current = new ArrayList<>();
            }
        }
        if (!current.isEmpty()) {
            texts.add(text(script, current));
        }
        return texts;
    }

    /// One statement, with or without its closing semicolon.
    public ParsedStatement parse(String text) {
        String bare = text.strip().replaceFirst(";\\s*$", "");
        try {
            return new ParsedStatement(bare, statement(bare));
        } catch (SyntaxProblem problem) {
            return new ParsedStatement(bare, new Statement.Unparsed(problem.reason()));
        }
    }

    private static String text(String script, List<Token> tokens) {
        return script.substring(tokens.getFirst().start(), tokens.getLast().end());
    }

    private Statement statement(String text) {
        Cursor cursor = new Cursor(text, Lexer.tokens(text), defaultSchema);
        if (cursor.takes("create")) {
            return create(cursor);
        }
        if (cursor.takes("alter")) {
            return alter(cursor);
        }
        if (cursor.takes("drop")) {
            return drop(cursor);
        }
        if (cursor.takes("truncate")) {
            cursor.takes("table");
            cursor.takes("only");
            List<ObjectName> tables = cursor.objectNames();
            cursor.takes("restart", "identity");
            cursor.takes("continue", "identity");
            return last(cursor, new Statement.Truncate(tables, TableParser.cascade(cursor)));
        }
        if (cursor.takes("comment", "on")) {
            return new Statement.Comment(cursor.textUntil(Set.of("is")));
        }
        if (cursor.takes("set") || cursor.takes("reset")) {
            cursor.takes("local");
            cursor.takes("session");
            return new Statement.Setting(cursor.textUntil(Set.of("to", "=")).strip());
        }
        for (String command : List.of("begin", "start", "commit", "end", "rollback", "abort", "savepoint", "release")) {
            if (cursor.sees(command)) {
                return new Statement.TransactionControl(command.toUpperCase(Locale.ROOT));
            }
        }
        return RowStatementParser.parse(text, defaultSchema);
    }

    private Statement create(Cursor cursor) {
        if (cursor.takes("table") || cursor.takes("unlogged", "table")) {
            return TableParser.create(cursor);
        }
        if (cursor.sees("index") || cursor.sees("unique", "index")) {
            return IndexParser.create(cursor);
        }
        if (cursor.takes("type")) {
            return TypeParser.create(cursor);
        }
        if (cursor.takes("schema")) {
            cursor.takes("if", "not", "exists");
            return last(cursor, new Statement.CreateSchema(cursor.name()));
        }
        if (cursor.takes("extension")) {
            cursor.takes("if", "not", "exists");
            return new Statement.CreateExtension(cursor.name());
        }
        if (cursor.takes("sequence")) {
            cursor.takes("if", "not", "exists");
            return new Statement.CreateSequence(cursor.objectName());
        }
        throw new SyntaxProblem("CREATE " + cursor.peek().value().toUpperCase(Locale.ROOT) + " is not taken apart");
    }

    private static Statement alter(Cursor cursor) {
        if (cursor.takes("table")) {
            return TableParser.alter(cursor);
        }
        if (cursor.takes("index")) {
            return IndexParser.alter(cursor);
        }
        if (cursor.takes("type")) {
            return TypeParser.alter(cursor);
        }
        throw new SyntaxProblem("ALTER " + cursor.peek().value().toUpperCase(Locale.ROOT) + " is not taken apart");
    }

    private static Statement drop(Cursor cursor) {
        if (cursor.takes("index")) {
            return IndexParser.drop(cursor);
        }
        boolean table = cursor.takes("table");
        if (!table && !cursor.takes("type")) {
            throw new SyntaxProblem("DROP " + cursor.peek().value().toUpperCase(Locale.ROOT) + " is not taken apart");
        }
        cursor.takes("if", "exists");
        List<ObjectName> names = cursor.objectNames();
        boolean cascade = TableParser.cascade(cursor);
        return last(cursor, table ? new Statement.DropTable(names, cascade) : new Statement.DropType(names, cascade));
    }

    private static Statement last(Cursor cursor, Statement statement) {
        cursor.expectEnd();
        return statement;
    }
}
