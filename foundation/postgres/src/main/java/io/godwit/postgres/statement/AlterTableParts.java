package io.godwit.postgres.statement;

import io.godwit.model.statement.ParsedStatement;
import io.godwit.model.statement.Statement.AlterTable;
import io.godwit.model.statement.TableChange;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// Takes an ALTER TABLE with several changes apart, so that each can run when it is time.
public final class AlterTableParts {
    private AlterTableParts() {}

    /// @param kind tells which changes may stay together; neighbours of one kind do
    /// @return the statement alone if all its changes are of one kind, or its text cannot be divided
    public static <K> List<ParsedStatement> of(ParsedStatement statement, Function<TableChange, K> kind) {
        if (!(statement.statement() instanceof AlterTable alter)
                || alter.changes().stream().map(kind).distinct().count() < 2) {
            return List.of(statement);
        }
        String text = statement.text();
        List<Token> tokens = Lexer.tokens(text);
        int header = header(tokens);
        List<String> changes = changes(text, tokens.subList(header, tokens.size()));
        if (changes.size() != alter.changes().size()) {
            return List.of(statement);
        }
        String start = text.substring(0, tokens.get(header).start());
        List<ParsedStatement> parts = new ArrayList<>();
        int from = 0;
        for (int i = 1; i <= changes.size(); i++) {
            boolean ends = i == changes.size()
                    || !kind.apply(alter.changes().get(i))
                            .equals(kind.apply(alter.changes().get(from)));
            if (ends) {
                parts.add(new ParsedStatement(
                        start + String.join(",\n", changes.subList(from, i)),
                        new AlterTable(alter.table(), alter.changes().subList(from, i))));
                from = i;
            }
        }
        return parts;
    }

    /// How many tokens `ALTER TABLE [IF EXISTS] [ONLY] name [*]` has.
    private static int header(List<Token> tokens) {
        int at = 2;
        at += tokens.get(at).isWord("if") ? 2 : 0;
        at += tokens.get(at).isWord("only") ? 1 : 0;
        at += tokens.get(at + 1).isSymbol(".") ? 3 : 1;
        return at + (tokens.get(at).isSymbol("*") ? 1 : 0);
    }

    private static List<String> changes(String text, List<Token> tokens) {
        List<String> changes = new ArrayList<>();
        int depth = 0;
        int start = tokens.getFirst().start();
        int end = start;
        for (Token token : tokens) {
            depth += token.isSymbol("(") || token.isSymbol("[") ? 1 : 0;
            depth -= token.isSymbol(")") || token.isSymbol("]") ? 1 : 0;
            if (depth == 0 && token.isSymbol(",")) {
                changes.add(text.substring(start, end));
                start = token.end();
            }
            end = token.end();
        }
        changes.add(text.substring(start, end));
        return changes.stream().map(String::strip).toList();
    }
}
