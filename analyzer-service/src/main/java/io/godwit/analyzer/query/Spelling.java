package io.godwit.analyzer.query;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Finds names that were probably meant.
final class Spelling {
    private Spelling() {}

    /// The known name that differs by a letter or two, by underscores or by case; empty if none is that near.
    static Optional<String> nearest(String name, List<String> known) {
        String bare = bare(name);
        return known.stream()
                .filter(other -> bare(other).equals(bare)
                        || name.length() > 4 && distance(bare(other), bare) <= (name.length() > 8 ? 2 : 1))
                .findFirst();
    }

    private static String bare(String name) {
        return name.replace("_", "").toLowerCase(Locale.ROOT);
    }

    private static int distance(String one, String other) {
        int[] row = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int corner = row[0];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int above = row[j];
                int change = one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1;
                row[j] = Math.min(Math.min(row[j] + 1, row[j - 1] + 1), corner + change);
                corner = above;
            }
        }
        return row[other.length()];
    }
}
