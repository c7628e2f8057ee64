package io.godwit.postgres.statement;

import io.godwit.model.catalog.ObjectName;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Walks along the tokens of one statement.
final class Cursor {
    private static final Token END = new Token(Token.Kind.SYMBOL, "", Integer.MAX_VALUE, Integer.MAX_VALUE);

    private final String text;
    private final List<Token> tokens;
    private final String defaultSchema;
    private int at;

    Cursor(String text, List<Token> tokens, String defaultSchema) {
        this.text = text;
        this.tokens = tokens;
        this.defaultSchema = defaultSchema;
    }

    boolean atEnd() {
        return at >= tokens.size();
    }

    Token peek() {
        return atEnd() ? END : tokens.get(at);
    }

    Token next() {
        if (atEnd()) {
            throw SyntaxProblem.atTheEnd("the statement ends too early");
        }
        return tokens.get(at++);
    }

    /// Whether the words (or symbols) stand next.
    boolean sees(String... words) {
        for (int i = 0; i < words.length; i++) {
            Token token = at + i < tokens.size() ? tokens.get(at + i) : END;
            if (!token.isWord(words[i]) && !token.isSymbol(words[i])) {
                return false;
            }
        }
        return true;
    }

    /// Takes the words if they stand next.
    boolean takes(String... words) {
        boolean there = sees(words);
        at += there ? words.length : 0;
        return there;
    }

    /// @throws SyntaxProblem if the words do not stand next
    void expect(String... words) {
        if (!takes(words)) {
            throw missing("expected " + String.join(" ", words).toUpperCase(Locale.ROOT));
        }
    }

    private SyntaxProblem missing(String what) {
        return atEnd()
                ? SyntaxProblem.atTheEnd(what + " at the end")
                : new SyntaxProblem(what + " before '" + peek().value() + "'");
    }

    String name() {
        Token token = next();
        if (!token.isName()) {
            throw new SyntaxProblem("expected a name, not '" + token.value() + "'");
        }
        return token.value();
    }

    /// A column's name; an index's column may be named by its number.
    String columnOrNumber() {
        return peek().kind() == Token.Kind.NUMBER ? next().value() : name();
    }

    /// A name with or without a schema, as written.
    String qualifiedText() {
        int start = peek().start();
        objectName();
        return textFrom(start);
    }

    /// What was taken since that place, as written; empty if nothing was.
    String textFrom(int start) {
        int end = at == 0 ? 0 : tokens.get(at - 1).end();
        return end <= start ? "" : text.substring(start, end);
    }

    /// Everything that is left, as written; empty at the end.
    String rest() {
        if (atEnd()) {
            return "";
        }
        int start = peek().start();
        at = tokens.size();
        return textFrom(start);
    }

    /// Whether the word stands somewhere ahead, outside parentheses.
    boolean seesAhead(String word) {
        int depth = 0;
        for (int i = at; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            depth += token.isSymbol("(") ? 1 : 0;
            depth -= token.isSymbol(")") ? 1 : 0;
            if (depth == 0 && token.isWord(word)) {
                return true;
            }
        }
        return false;
    }

    /// Goes on to the word, if it stands ahead outside parentheses, and past it.
    boolean skipsPast(String word) {
        if (!seesAhead(word)) {
            return false;
        }
        int depth = 0;
        while (true) {
            Token token = next();
            depth += token.isSymbol("(") ? 1 : 0;
            depth -= token.isSymbol(")") ? 1 : 0;
            if (depth == 0 && token.isWord(word)) {
                return true;
            }
        }
    }

    int position() {
        return at;
    }

    void backTo(int position) {
        at = position;
    }

    ObjectName objectName() {
        String first = name();
        if (!takes(".")) {
            return new ObjectName(defaultSchema, first);
        }
        String second = name();
        return takes(".") ? new ObjectName(second, name()) : new ObjectName(first, second);
    }

    String string() {
        Token token = next();
        if (token.kind() != Token.Kind.STRING) {
            throw new SyntaxProblem("expected a string, not '" + token.value() + "'");
        }
        return token.value();
    }

    List<ObjectName> objectNames() {
        List<ObjectName> names = new ArrayList<>();
        do {
            names.add(objectName());
        } while (takes(","));
        return names;
    }

    /// A list of names in parentheses.
    List<String> namesInParentheses() {
        List<String> names = new ArrayList<>();
        expect("(");
        do {
            names.add(name());
        } while (takes(","));
        expect(")");
        return names;
    }

    /// The text up to one of the stop words (or a comma, or a closing parenthesis) outside parentheses.
    String textUntil(Set<String> stopWords) {
        int start = peek().start();
        int depth = 0;
        int end = start;
        while (!atEnd()) {
            Token token = peek();
            boolean stop = token.isSymbol(",")
                    || token.isSymbol(")")
                    || token.kind() == Token.Kind.WORD && stopWords.contains(token.value());
            if (depth == 0 && stop) {
                break;
            }
            depth += token.isSymbol("(") || token.isSymbol("[") ? 1 : 0;
            depth -= token.isSymbol(")") || token.isSymbol("]") ? 1 : 0;
            end = next().end();
        }
        if (end == start) {
            throw missing("something is missing");
        }
        return text.substring(start, end);
    }

    /// What stands between the parentheses that come next, without them.
    String textInParentheses() {
        expect("(");
        int start = peek().start();
        int end = start;
        int depth = 1;
        while (true) {
            Token token = next();
            depth += token.isSymbol("(") ? 1 : 0;
            depth -= token.isSymbol(")") ? 1 : 0;
            if (depth == 0) {
                return text.substring(start, end);
            }
            end = token.end();
        }
    }

    /// @throws SyntaxProblem if something is left
    void expectEnd() {
        if (!atEnd()) {
            throw new SyntaxProblem("not understood from '" + peek().value() + "' on");
        }
    }
}
