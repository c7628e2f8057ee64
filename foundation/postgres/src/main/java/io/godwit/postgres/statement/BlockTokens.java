package io.godwit.postgres.statement;

import java.util.List;
import java.util.stream.Stream;

/// The tokens of a block of code, and where its parts end.
final class BlockTokens {
    private final List<Token> tokens;

    BlockTokens(List<Token> tokens) {
        this.tokens = List.copyOf(tokens);
    }

    int size() {
        return tokens.size();
    }

    Token get(int at) {
        return tokens.get(at);
    }

    /// Those from one place up to another, as far as there are any.
    List<Token> between(int from, int to) {
        int end = Math.min(to, tokens.size());
        return tokens.subList(Math.min(from, end), end);
    }

    boolean isWord(int at, String... words) {
        return at < tokens.size() && Stream.of(words).anyMatch(tokens.get(at)::isWord);
    }

    /// The next such symbol outside of parentheses.
    int upTo(int from, String symbol) {
        int depth = 0;
        for (int at = from; at < tokens.size(); at++) {
            depth += tokens.get(at).isSymbol("(") ? 1 : tokens.get(at).isSymbol(")") ? -1 : 0;
            if (depth <= 0 && tokens.get(at).isSymbol(symbol)) {
                return at;
            }
        }
        return tokens.size();
    }

    /// The next such word outside of parentheses and of `CASE … END`.
    int upToWord(int from, String... words) {
        int depth = 0;
        for (int at = from; at < tokens.size(); at++) {
            depth += tokens.get(at).isSymbol("(") || isWord(at, "case") ? 1 : 0;
            depth -= tokens.get(at).isSymbol(")") || depth > 0 && isWord(at, "end") ? 1 : 0;
            if (depth <= 0 && isWord(at, words)) {
                return at;
            }
        }
        return tokens.size();
    }

    /// The `END` of the loop whose statements begin here.
    int endOfLoop(int from) {
        int depth = 1;
        for (int at = from; at < tokens.size(); at++) {
            boolean ends = isWord(at, "end") && isWord(at + 1, "loop");
            depth += ends ? -1 : isWord(at, "loop") && !isWord(at - 1, "end") ? 1 : 0;
            if (depth == 0) {
                return at;
            }
        }
        return tokens.size();
    }
}
