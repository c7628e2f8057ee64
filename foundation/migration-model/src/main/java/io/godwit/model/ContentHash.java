package io.godwit.model;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// SHA-256 over a value's canonical text: two values with the same hash are the same. Approvals are bound to such
/// hashes.
///
/// @param hexadecimal 64 hexadecimal digits
public record ContentHash(String hexadecimal) {

    public static ContentHash of(String canonicalText) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return new ContentHash(
                    HexFormat.of().formatHex(digest.digest(canonicalText.getBytes(StandardCharsets.UTF_8))));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }

    /// The first 12 digits, for people.
    public String abbreviated() {
        return hexadecimal.substring(0, Math.min(12, hexadecimal.length()));
    }

    @Override
    public String toString() {
        return hexadecimal;
    }
}
