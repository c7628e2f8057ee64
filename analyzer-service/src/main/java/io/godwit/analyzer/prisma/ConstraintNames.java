package io.godwit.analyzer.prisma;

import java.nio.charset.StandardCharsets;
import java.util.List;

/// The names Prisma gives constraints and indexes nobody named: table, columns and a suffix, at most 63 bytes. What is
/// too long loses the end of its first part, never the suffix.
final class ConstraintNames {
    private static final int LONGEST = 63;

    private ConstraintNames() {}

    static String primaryKey(String table) {
        return shortened(table, "_pkey");
    }

    static String unique(String table, List<String> columns) {
        return of(table, columns, "_key");
    }

    static String index(String table, List<String> columns) {
        return of(table, columns, "_idx");
    }

    static String foreignKey(String table, List<String> columns) {
        return of(table, columns, "_fkey");
    }

    private static String of(String table, List<String> columns, String suffix) {
        return shortened(table + "_" + String.join("_", columns), suffix);
    }

    /// A name with this end.
    static String shortened(String name, String suffix) {
        int room = LONGEST - suffix.length();
        String kept = name;
        while (kept.getBytes(StandardCharsets.UTF_8).length > room) {
            kept = kept.substring(0, kept.offsetByCodePoints(kept.length(), -1));
        }
        return kept + suffix;
    }
}
