package io.godwit.postgres.statement;

import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/// What stands between the beginning of a loop and `LOOP`: what it goes over, or how long it goes on.
///
/// @param source the text the tokens are of
record LoopHead(List<Token> tokens, String source) {
    private static final long LONGEST_RANGE = 200;

    LoopHead {
        tokens = List.copyOf(tokens);
    }

    /// What gets the values, one after the other.
    Optional<String> variable() {
        boolean one = begins("for") || begins("foreach");
        return one ? tokens.stream().skip(1).findFirst().map(Token::value) : Optional.empty();
    }

    /// That of `WHILE`.
    List<Token> condition() {
        return begins("while") ? tokens.subList(1, tokens.size()) : List.of();
    }

    /// `FOR row IN SELECT …`.
    List<Token> queried() {
        for (int i = 1; i + 1 < tokens.size() && begins("for"); i++) {
            Token next = tokens.get(i + 1);
            if (tokens.get(i).isWord("in") && (next.isWord("select") || next.isWord("with"))) {
                return tokens.subList(i + 1, tokens.size());
            }
        }
        return List.of();
    }

    Optional<String> query() {
        List<Token> query = queried();
        return query.isEmpty()
                ? Optional.empty()
                : Optional.of(source.substring(
                        query.getFirst().start(), query.getLast().end()));
    }

    /// Whether the query is put together while the block runs: of its rows nothing is known.
    boolean isPutTogether() {
        for (int i = 1; i + 1 < tokens.size() && begins("for"); i++) {
            if (tokens.get(i).isWord("in") && tokens.get(i + 1).isWord("execute")) {
                return true;
            }
        }
        return false;
    }

    /// The values of `FOREACH v IN ARRAY …` or `FOR v IN [REVERSE] a..b [BY c]`, in their order; empty if they are not
    /// known.
    Optional<List<String>> values(BlockVariables variables) {
        if (tokens.size() > 4 && begins("foreach") && tokens.get(3).isWord("array")) {
            return variables.array(tokens.subList(4, tokens.size()));
        }
        if (tokens.size() < 5 || !begins("for") || !tokens.get(2).isWord("in")) {
            return Optional.empty();
        }
        boolean reverse = tokens.get(3).isWord("reverse");
        int first = reverse ? 4 : 3;
        int dots = dots(first);
        if (dots < 0) {
            return Optional.empty();
        }
        int by = dots;
        while (by < tokens.size() && !tokens.get(by).isWord("by")) {
            by++;
        }
        Optional<String> from = tokens.get(dots).isSymbol(".")
                ? variables.constant(tokens.subList(first, dots))
                : Optional.of(tokens.get(dots).value().replace(".", ""));
        Optional<String> to = variables.constant(tokens.subList(dots + 2, by));
        Optional<String> step =
                by < tokens.size() ? variables.constant(tokens.subList(by + 1, tokens.size())) : Optional.of("1");
        return from.flatMap(a -> to.flatMap(b -> step.flatMap(c -> range(a, b, c, reverse))));
    }

    /// Where the two dots are. The lexer takes the first dot of `1..3` for part of the number.
    private int dots(int first) {
        for (int i = first; i + 1 < tokens.size(); i++) {
            Token token = tokens.get(i);
            boolean glued = i == first && token.value().endsWith(".");
            if ((token.isSymbol(".") || glued) && tokens.get(i + 1).isSymbol(".")) {
                return i;
            }
        }
        return -1;
    }

    private boolean begins(String word) {
        return !tokens.isEmpty() && tokens.getFirst().isWord(word);
    }

    private static Optional<List<String>> range(String from, String to, String step, boolean reverse) {
        if (!from.matches("-?\\d{1,9}") || !to.matches("-?\\d{1,9}") || !step.matches("[1-9]\\d{0,8}")) {
            return Optional.empty();
        }
        long first = Long.parseLong(from);
        long by = Long.parseLong(step);
        long most = (reverse ? first - Long.parseLong(to) : Long.parseLong(to) - first) / by;
        return most > LONGEST_RANGE
                ? Optional.empty()
                : Optional.of(LongStream.iterate(first, value -> reverse ? value - by : value + by)
                        .takeWhile(value -> reverse ? value >= Long.parseLong(to) : value <= Long.parseLong(to))
                        .mapToObj(Long::toString)
                        .toList());
    }
}
