package io.godwit.analyzer.typeorm;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// TypeORM's names of constraints and indexes: a prefix and the beginning of a SHA-1 of what they are about.
final class HashedNames {
    private HashedNames() {}

    /// @param columns in any order: they are sorted
    static String of(String prefix, int length, String table, List<String> columns, Optional<String> where) {
        String sorted = String.join("_", columns.stream().sorted().toList());
        return of(
                prefix,
                length,
                table,
                sorted + where.map(condition -> "_" + condition).orElse(""));
    }

    static String of(String prefix, int length, String table, String rest) {
        return prefix + sha1(table.replaceFirst("\\.", "_") + "_" + rest).substring(0, length);
    }

    static String sha1(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException problem) {
            throw new IllegalStateException("every JDK has SHA-1", problem);
        }
    }
}
