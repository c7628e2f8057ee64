package io.godwit.postgres.statement;

import io.godwit.model.statement.ParsedStatement;
import io.godwit.model.statement.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Reads a DO block as far as it is plain: statements one after the other, in branches and loops too, and `EXECUTE` of
/// a constant. What is put together while it runs stays unknown.
final class CodeBlockParser {
    private static final Set<String> OPENING =
            Set.of("begin", "then", "else", "loop", "declare", "exception", "elsif", "elseif");
    private static final Set<String> SQL = Set.of(
            "create",
            "alter",
            "drop",
            "truncate",
            "comment",
            "insert",
            "update",
            "delete",
            "refresh",
            "reindex",
            "cluster",
            "vacuum",
            "analyze",
            "grant",
            "revoke",
            "set",
            "reset",
            "lock",
            "select",
            "with",
            "merge",
            "copy");
    private static final Set<String> SILENT = Set.of(
            "end",
            "raise",
            "null",
            "return",
            "perform",
            "exit",
            "continue",
            "get",
            "open",
            "close",
            "fetch",
            "if",
            "for",
            "while",
            "case",
            "when",
            "assert",
            "exception",
            "loop");

    private final StatementParser parser;
    private final List<ParsedStatement> found = new ArrayList<>();
    private boolean whole = true;

    private CodeBlockParser(StatementParser parser) {
        this.parser = parser;
    }

    /// From after `DO`.
    static Statement parse(Cursor cursor, StatementParser parser) {
        String language = cursor.takes("language") ? cursor.next().value() : "plpgsql";
        String body = cursor.string();
        if (cursor.takes("language")) {
            language = cursor.next().value();
        }
        cursor.expectEnd();
        if (!language.equals("plpgsql")) {
            return new Statement.CodeBlock(List.of(), false);
        }
        CodeBlockParser block = new CodeBlockParser(parser);
        block.read(body);
        return new Statement.CodeBlock(block.found, block.whole);
    }

    private void read(String body) {
        List<Token> current = new ArrayList<>();
        boolean declaring = false;
        int parentheses = 0;
        for (Token token : Lexer.tokens(body)) {
            parentheses += token.isSymbol("(") ? 1 : 0;
            parentheses -= token.isSymbol(")") ? 1 : 0;
            boolean opening = parentheses == 0 && token.kind() == Token.Kind.WORD && OPENING.contains(token.value());
            if (opening) {
                if (token.isWord("loop")) {
                    loopedOver(body, current);
                }
                declaring = token.value().equals("declare")
                        || declaring && !token.value().equals("begin");
                current.clear();
            } else if (!token.isSymbol(";")) {
                current.add(token);
            } else if (!current.isEmpty()) {
                if (!declaring) {
                    statement(body, current);
                }
                current = new ArrayList<>();
            }
        }
    }

    /// `FOR row IN SELECT …`; of rows that are put together while it runs nothing is known.
    private void loopedOver(String body, List<Token> tokens) {
        for (int i = 1; i + 1 < tokens.size() && tokens.getFirst().isWord("for"); i++) {
            Token next = tokens.get(i + 1);
            if (tokens.get(i).isWord("in") && (next.isWord("select") || next.isWord("with"))) {
                found.add(parser.parse(
                        body.substring(next.start(), tokens.getLast().end())));
                return;
            }
            whole &= !(tokens.get(i).isWord("in") && next.isWord("execute"));
        }
    }

    /// `SELECT … INTO variable` fills a variable here, and makes no table.
    private static String withoutTarget(String body, List<Token> tokens) {
        int depth = 0;
        for (int i = 1; i < tokens.size(); i++) {
            depth += tokens.get(i).isSymbol("(") ? 1 : 0;
            depth -= tokens.get(i).isSymbol(")") ? 1 : 0;
            if (depth == 0 && tokens.get(i).isWord("into")) {
                int end = i + 1;
                while (end < tokens.size()
                        && !tokens.get(end).isWord("from")
                        && !tokens.get(end).isWord("where")) {
                    boolean last = end > i + 1
                            && !tokens.get(end).isSymbol(",")
                            && !tokens.get(end).isSymbol(".")
                            && !tokens.get(end - 1).isSymbol(",")
                            && !tokens.get(end - 1).isSymbol(".")
                            && !tokens.get(end - 1).isWord("strict");
                    if (last) {
                        break;
                    }
                    end++;
                }
                String rest = end < tokens.size()
                        ? body.substring(
                                tokens.get(end).start(), tokens.getLast().end())
                        : "";
                return body.substring(
                                tokens.getFirst().start(), tokens.get(i - 1).end()) + " " + rest;
            }
        }
        return body.substring(tokens.getFirst().start(), tokens.getLast().end());
    }

    private void statement(String body, List<Token> tokens) {
        Token first = tokens.getFirst();
        if (first.isWord("execute")) {
            boolean constant = tokens.size() == 2 && tokens.get(1).kind() == Token.Kind.STRING;
            Optional<String> put =
                    constant ? Optional.of(tokens.get(1).value()) : FormattedText.of(tokens.subList(1, tokens.size()));
            put.ifPresent(text -> found.addAll(parser.script(text)));
            whole &= put.isPresent();
        } else if (first.isWord("perform")) {
            found.add(parser.parse(
                    "select " + body.substring(first.end(), tokens.getLast().end())));
        } else if (first.isWord("select")) {
            found.add(parser.parse(withoutTarget(body, tokens)));
        } else if (first.kind() == Token.Kind.WORD && SQL.contains(first.value())) {
            found.add(
                    parser.parse(body.substring(first.start(), tokens.getLast().end())));
        } else if (!(first.kind() == Token.Kind.WORD && SILENT.contains(first.value()))) {
            boolean assignment = tokens.size() > 1
                    && (tokens.get(1).isSymbol(":") || tokens.get(1).isSymbol("="));
            whole &= assignment;
        }
    }
}
