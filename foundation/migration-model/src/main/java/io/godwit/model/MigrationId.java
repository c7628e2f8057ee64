package io.godwit.model;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/// Identifies a migration. Derived from its input, so that the same change published twice is the same migration once.
public record MigrationId(UUID value) {

    /// The id of the migration a code change leads to: a UUID of version 8 (RFC 9562) over the SHA-256 of the three
    /// parts.
    public static MigrationId of(String repository, String headRevision, DatabaseName database) {
        byte[] hash = sha256(repository + "\n" + headRevision + "\n" + database.value());
        long high = 0;
        long low = 0;
        for (int i = 0; i < 8; i++) {
            high = high << 8 | hash[i] & 0xff;
            low = low << 8 | hash[i + 8] & 0xff;
        }
        return new MigrationId(new UUID(high & ~0xf000L | 0x8000L, low & 0x3fffffffffffffffL | 0x8000000000000000L));
    }

    /// @throws IllegalArgumentException if the text is not a UUID
    public static MigrationId parse(String text) {
        return new MigrationId(UUID.fromString(text));
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
