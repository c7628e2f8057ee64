package io.godwit.format;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import java.util.TreeSet;

/// The sources an earlier build found formatted, by the hash of their text: formatting all of them anew takes longer
/// than compiling most modules. Kept in the build's output; a formatter of another version begins anew.
final class FormattedBefore {
    private final Path file;
    private final String formatter;
    private final Set<String> before;
    private final Set<String> now = new TreeSet<>();

    private FormattedBefore(Path file, String formatter, Set<String> before) {
        this.file = file;
        this.formatter = formatter;
        this.before = before;
    }

    /// @param formatter tells one version from another
    static FormattedBefore read(Path file, String formatter) throws IOException {
        return new FormattedBefore(
                file, formatter, Files.exists(file) ? new HashSet<>(Files.readAllLines(file)) : Set.of());
    }

    boolean contains(String source) {
        String hash = hash(source);
        if (before.contains(hash)) {
            now.add(hash);
            return true;
        }
        return false;
    }

    void add(String source) {
        now.add(hash(source));
    }

    void write() throws IOException {
        Files.createDirectories(file.getParent());
        Files.write(file, now);
    }

    private String hash(String source) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(formatter.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest.digest(source.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
