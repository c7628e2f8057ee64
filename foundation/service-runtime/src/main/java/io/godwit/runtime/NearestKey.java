package io.godwit.runtime;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/// Finds what somebody who mistyped a key may have meant.
final class NearestKey {
    private NearestKey() {}

    /// The key fewest single-character edits away, if that is at most a quarter of the word.
    static Optional<String> to(String word, Collection<String> keys) {
        return keys.stream()
                .filter(key -> edits(word, key) <= Math.max(1, word.length() / 4))
                .min(Comparator.comparingInt(key -> edits(word, key)));
    }

    /// The Levenshtein distance, one row at a time.
    private static int edits(String from, String to) {
        int[] row = new int[to.length() + 1];
        for (int column = 0; column <= to.length(); column++) {
            row[column] = column;
        }
        for (int line = 1; line <= from.length(); line++) {
            int diagonal = row[0];
            row[0] = line;
            for (int column = 1; column <= to.length(); column++) {
                int replaced = diagonal + (from.charAt(line - 1) == to.charAt(column - 1) ? 0 : 1);
                diagonal = row[column];
                row[column] = Math.min(replaced, Math.min(row[column], row[column - 1]) + 1);
            }
        }
        return row[to.length()];
    }
}
