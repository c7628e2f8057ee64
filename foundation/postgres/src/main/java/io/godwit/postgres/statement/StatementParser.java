package io.godwit.postgres.statement;

import io.godwit.model.catalog.ObjectName;
import io.godwit.model.statement.ParsedStatement;
import io.godwit.model.statement.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Reads SQL into statements of the model. Data definition is read by a grammar of our own, which knows PostgreSQL's
/// forms and what they mean; what changes or reads rows is read by JSqlParser. Nothing is refused: what neither knows
/// becomes [Statement.Unparsed].
public final class StatementParser {
    private final String defaultSchema;
    private final BlockQueries queries;

    /// @param defaultSchema where names without a schema are; PostgreSQL's default is `public`
    public StatementParser(String defaultSchema) {
        this(defaultSchema, BlockQueries.unanswered());
    }

    /// @param queries who answers what blocks of code ask before they go on
    public StatementParser(String defaultSchema, BlockQueries queries) {
        this.defaultSchema = defaultSchema;
        this.queries = queries;
    }

    /// For SQL whose unqualified names are in `public`.
    public static StatementParser inPublic() {
        return new StatementParser("public");
    }

    /// All statements of a script, in order; empty ones are left out.
    public List<ParsedStatement> script(String script) {
        return located(script).stream().map(LocatedStatement::parsed).toList();
    }

    /// All statements of a script with their places; empty ones are left out.
    public List<LocatedStatement> located(String script) {
        try {
            return split(script).stream()
                    .map(tokens -> new LocatedStatement(
                            parse(text(script, tokens)), tokens.getFirst().start()))
                    .toList();
        } catch (SyntaxProblem problem) {
            String bare = script.strip();
            return List.of(new LocatedStatement(
                    new ParsedStatement(bare, new Statement.Unparsed(problem.reason())), script.indexOf(bare)));
        }
    }

    /// The texts of a script's statements, in order, without closing semicolons; a script that cannot be cut (a string
    /// in it does not end) is one text.
    public static List<String> texts(String script) {
        try {
            return split(script).stream().map(tokens -> text(script, tokens)).toList();
        } catch (SyntaxProblem problem) {
            return List.of(script.strip());
        }
    }

    /// Whether a definition ends where more has to come.
    boolean endsTooEarly(String text) {
        try {
            statement(text);
            return false;
        } catch (SyntaxProblem problem) {
            return problem.isAtTheEnd();
        }
    }

    private static List<List<Token>> split(String script) {
        return StatementTokens.of(script);
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
            return truncate(cursor);
        }
        if (cursor.takes("do")) {
            return CodeBlockParser.parse(cursor, this, queries);
        }
        if (cursor.sees("grant") || cursor.sees("revoke")) {
            return ObjectParser.grant(cursor, cursor.next().value().equals("revoke"));
        }
        Optional<Statement> maintenance = MaintenanceParser.parse(cursor);
        if (maintenance.isPresent()) {
            return maintenance.get();
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
        Optional<Statement> insert = plainInsert(cursor);
        return insert.isPresent() ? insert.get() : RowStatementParser.parse(text, defaultSchema);
    }

    /// `INSERT INTO t [(…)] VALUES …` is understood at once: dumps hold many of them.
    private static Optional<Statement> plainInsert(Cursor cursor) {
        int start = cursor.position();
        if (cursor.takes("insert", "into")) {
            ObjectName table = cursor.objectName();
            if (cursor.sees("(")) {
                cursor.textInParentheses();
            }
            if (cursor.takes("values") && cursor.sees("(")) {
                return Optional.of(new Statement.ChangeRows(Statement.ChangeRows.Operation.INSERT, table, false));
            }
        }
        cursor.backTo(start);
        return Optional.empty();
    }

    private static Statement truncate(Cursor cursor) {
        cursor.takes("table");
        boolean only = false;
        List<ObjectName> tables = new ArrayList<>();
        do {
            only |= cursor.takes("only");
            tables.add(cursor.objectName());
            cursor.takes("*");
        } while (cursor.takes(","));
        boolean restart = cursor.takes("restart", "identity");
        cursor.takes("continue", "identity");
        return last(cursor, new Statement.Truncate(tables, TableParser.cascade(cursor), restart, only));
    }

    private Statement create(Cursor cursor) {
        int start = cursor.position();
        cursor.takes("local");
        cursor.takes("global");
        boolean temporary = cursor.takes("temp") || cursor.takes("temporary");
        cursor.takes("unlogged");
        if (cursor.takes("table")) {
            return TableParser.create(cursor, temporary);
        }
        cursor.backTo(start);
        if (cursor.sees("index") || cursor.sees("unique", "index")) {
            return IndexParser.create(cursor);
        }
        if (cursor.takes("type")) {
            return TypeParser.create(cursor);
        }
        if (cursor.takes("domain")) {
            return DomainParser.create(cursor);
        }
        if (cursor.takes("schema")) {
            cursor.takes("if", "not", "exists");
            String name = cursor.sees("authorization") ? "" : cursor.name();
            if (cursor.takes("authorization")) {
                String owner = cursor.name();
                name = name.isEmpty() ? owner : name;
            }
            return last(cursor, new Statement.CreateSchema(name));
        }
        if (cursor.takes("extension")) {
            cursor.takes("if", "not", "exists");
            return new Statement.CreateExtension(cursor.name());
        }
        if (cursor.takes("sequence")) {
            cursor.takes("if", "not", "exists");
            return new Statement.CreateSequence(cursor.objectName());
        }
        return ObjectParser.create(cursor).orElseThrow(() -> notTakenApart("CREATE", cursor));
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
        if (cursor.takes("domain")) {
            return DomainParser.alter(cursor);
        }
        if (cursor.takes("materialized", "view")) {
            return TableParser.alter(cursor);
        }
        return ObjectParser.alter(cursor).orElseThrow(() -> notTakenApart("ALTER", cursor));
    }

    private static Statement drop(Cursor cursor) {
        if (cursor.takes("index")) {
            return IndexParser.drop(cursor);
        }
        boolean table = cursor.takes("table");
        if (!table && !cursor.takes("type") && !cursor.takes("domain")) {
            return ObjectParser.drop(cursor).orElseThrow(() -> notTakenApart("DROP", cursor));
        }
        boolean missingAllowed = cursor.takes("if", "exists");
        List<ObjectName> names = cursor.objectNames();
        boolean cascade = TableParser.cascade(cursor);
        return last(
                cursor,
                table
                        ? new Statement.DropTable(names, cascade, missingAllowed)
                        : new Statement.DropType(names, cascade));
    }

    private static SyntaxProblem notTakenApart(String verb, Cursor cursor) {
        return cursor.atEnd()
                ? SyntaxProblem.atTheEnd("something is missing at the end")
                : new SyntaxProblem(
                        verb + " " + cursor.peek().value().toUpperCase(Locale.ROOT) + " is not taken apart");
    }

    private static Statement last(Cursor cursor, Statement statement) {
        cursor.expectEnd();
        return statement;
    }
}
