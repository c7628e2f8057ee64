package io.godwit.analyzer.typeorm;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;

/// Names as PostgreSQL keeps them.
final class Identifiers {
    private static final int MOST_BYTES = 63;

    private Identifiers() {}

    /// PostgreSQL cuts a longer name at 63 bytes, and never inside a character.
    static String cut(String name) {
        if (name.getBytes(StandardCharsets.UTF_8).length <= MOST_BYTES) {
            return name;
        }
        StringBuilder kept = new StringBuilder();
        int bytes = 0;
        for (int character : name.codePoints().toArray()) {
            bytes += Character.toString(character).getBytes(StandardCharsets.UTF_8).length;
            if (bytes > MOST_BYTES) {
                break;
            }
            kept.appendCodePoint(character);
        }
        return kept.toString();
    }

    /// TypeORM's own way with names of join tables that are too long: each word cut to three letters, or each of the
    /// words a word consists of to two.
    static String shortened(String name) {
        if (name.length() <= MOST_BYTES) {
            return name;
        }
        return Arrays.stream(name.split("_", -1))
                .map(Identifiers::shortenedWord)
                .collect(Collectors.joining("_"));
    }

    private static String shortenedWord(String word) {
        String[] terms = word.replaceAll("([a-z\u00E0-\u00FF])([A-Z\u00C0-\u00DF])", "$1 $2")
                .split(" ", -1);
        int most = terms.length > 1 ? 2 : 3;
        return Arrays.stream(terms)
                .map(term -> term.substring(0, Math.min(most, term.length())))
                .collect(Collectors.joining());
    }
}
