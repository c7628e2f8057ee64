package io.godwit.postgres.statement;

import java.util.List;

/// `SELECT … INTO variable` fills a variable in a block of code, and makes no table.
final class SelectedInto {
    private SelectedInto() {}

    /// The query that is left without the variables.
    static String withoutTarget(String body, List<Token> tokens) {
        int depth = 0;
        for (int i = 1; i < tokens.size(); i++) {
            depth += tokens.get(i).isSymbol("(") ? 1 : 0;
            depth -= tokens.get(i).isSymbol(")") ? 1 : 0;
            if (depth == 0 && tokens.get(i).isWord("into")) {
                int end = afterTarget(tokens, i);
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

    private static int afterTarget(List<Token> tokens, int into) {
        int end = into + 1;
        while (end < tokens.size()
                && !tokens.get(end).isWord("from")
                && !tokens.get(end).isWord("where")) {
            boolean last = end > into + 1
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
        return end;
    }
}
