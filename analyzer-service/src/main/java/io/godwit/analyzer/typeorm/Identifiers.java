package io.godwit.analyzer.typeorm;

import java.util.Arrays;
import java.util.stream.Collectors;

/// Names TypeORM itself shortens. Those it gives to PostgreSQL as they are stay whole here, as the digests in generated
/// names are made of whole names.
final class Identifiers {
    private static final int LONGEST = 63;

    private Identifiers() {}

    /// TypeORM's own way with names of join tables that are too long: each word cut to three letters, or each of the
    /// words a word consists of to two.
    static String shortened(String name) {
        if (name.length() <= LONGEST) {
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
