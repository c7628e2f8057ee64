package io.godwit.analyzer.typeorm;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// TypeORM's names of constraints and indexes: a prefix and the beginning of a SHA-1 of what they are about.
public enum HashedNames {
    /// To 0.3, TypeORM hashes the text as it would stand in an address: `"` is `%22`.
    OF_ENCODED_TEXT,
    /// From 1.0 on, the text itself.
    OF_TEXT;

    /// What an address may hold unescaped.
    private static final String UNRESERVED = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.!~*'()";

    /// @param columns in any order: they are sorted
    public String of(String prefix, int length, String table, List<String> columns, Optional<String> where) {
        String sorted = String.join("_", columns.stream().sorted().toList());
        return of(
                prefix,
                length,
                table,
                sorted + where.map(condition -> "_" + condition).orElse(""));
    }

    public String of(String prefix, int length, String table, String rest) {
        String text = table.substring(table.lastIndexOf('.') + 1) + "_" + rest;
        return prefix
                + sha1(switch (this) {
                            case OF_ENCODED_TEXT -> encoded(text);
                            case OF_TEXT -> text;
                        })
                        .substring(0, length);
    }

    /// As JavaScript's `encodeURIComponent` does it.
    private static String encoded(String text) {
        StringBuilder encoded = new StringBuilder();
        for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
            if (each > 0 && UNRESERVED.indexOf(each) >= 0) {
                encoded.append((char) each);
            } else {
                encoded.append('%').append(HexFormat.of().withUpperCase().toHexDigits(each));
            }
        }
        return encoded.toString();
    }

    private static String sha1(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException problem) {
            throw new IllegalStateException("every JDK has SHA-1", problem);
        }
    }
}
