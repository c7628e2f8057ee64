package io.godwit.model.catalog;

import java.nio.charset.StandardCharsets;

/// The names PostgreSQL gives to what nobody named (`makeObjectName` and `ChooseRelationName` of its source): table,
/// column and kind joined by `_`, cut to 63 bytes from the longer of the first two. Where that name is taken,
/// PostgreSQL puts a number behind the kind; these are the names without.
public final class PostgresNames {
    private static final int LONGEST = 63;
    private static final int MOST_BYTES_OF_A_CHAR = 3;

    private PostgresNames() {}

    /// What PostgreSQL makes of a name that is given: what is over 63 bytes is cut.
    public static String stored(String name) {
        return name.length() <= LONGEST / MOST_BYTES_OF_A_CHAR ? name : cut(name, LONGEST);
    }

    public static String primaryKey(String table) {
        return of(table, "", "pkey");
    }

    /// @param columns joined by `_`
    public static String unique(String table, String columns) {
        return of(table, columns, "key");
    }

    /// @param column empty for a check of the table
    public static String check(String table, String column) {
        return of(table, column, "check");
    }

    /// @param columns joined by `_`
    public static String foreignKey(String table, String columns) {
        return of(table, columns, "fkey");
    }

    /// @param columns joined by `_`
    public static String index(String table, String columns) {
        return of(table, columns, "idx");
    }

    /// From PostgreSQL 18 on; before, NOT NULL has no name.
    public static String notNull(String table, String column) {
        return of(table, column, "not_null");
    }

    /// The sequence a serial or identity column owns.
    public static ObjectName sequence(ObjectName table, String column) {
        return table.sibling(of(table.name(), column, "seq"));
    }

    /// @param columns joined by `_`; may be empty
    /// @param kind    the last part, which is never cut
    public static String of(String table, String columns, String kind) {
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
