package io.godwit.analyzer.model;

import java.nio.charset.StandardCharsets;

/// The names PostgreSQL gives to constraints nobody named (`makeObjectName` and `ChooseConstraintName` of its source):
/// table, column and kind, cut to 63 bytes from the longer of the first two.
public final class PostgresNames {
    private static final int LONGEST = 63;

    private PostgresNames() {}

    public static String primaryKey(String table) {
        return of(table, "", "pkey");
    }

    public static String unique(String table, String columns) {
        return of(table, columns, "key");
    }

    public static String check(String table, String column) {
        return of(table, column, "check");
    }

    public static String foreignKey(String table, String columns) {
        return of(table, columns, "fkey");
    }

    public static String index(String table, String columns) {
        return of(table, columns, "idx");
    }

    private static String of(String table, String columns, String kind) {
        int overhead = kind.length() + 1 + (columns.isEmpty() ? 0 : 1);
        int first = bytes(table);
        int second = bytes(columns);
        while (first + second + overhead > LONGEST) {
            if (first > second) {
                first--;
            } else {
                second--;
            }
        }
        return cut(table, first) + (columns.isEmpty() ? "" : "_" + cut(columns, second)) + "_" + kind;
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    /// The longest beginning of whole characters within so many bytes.
    private static String cut(String text, int longest) {
        String kept = text;
        while (bytes(kept) > longest) {
            kept = kept.substring(0, kept.offsetByCodePoints(kept.length(), -1));
        }
        return kept;
    }
}
