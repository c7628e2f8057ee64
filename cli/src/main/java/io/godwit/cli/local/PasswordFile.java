package io.godwit.cli.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Looks a password up where psql does: in PGPASSWORD, then in the file PGPASSFILE names, else `~/.pgpass` (PostgreSQL
/// documentation, "The Password File").
public final class PasswordFile {
    private PasswordFile() {}

    /// Empty if there is none.
    public static String lookUp(String host, int port, String database, String user) {
        return Optional.ofNullable(System.getenv("PGPASSWORD"))
                .or(() -> find(lines(), List.of(host, String.valueOf(port), database, user)))
                .orElse("");
    }

    private static List<String> lines() {
        Path file = Optional.ofNullable(System.getenv("PGPASSFILE"))
                .map(Path::of)
                .orElseGet(() -> Path.of(System.getProperty("user.home"), ".pgpass"));
        try {
            return Files.exists(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException unreadable) {
            return List.of();
        }
    }

    /// The password of the first line whose fields match, `*` matching anything; `\:` and `\\` stand for `:` and `\`.
    static Optional<String> find(List<String> lines, List<String> wanted) {
        for (String line : lines) {
            String[] fields = line.split("(?<!\\\\):", 5);
            if (line.startsWith("#") || fields.length < 5) {
                continue;
            }
            boolean matches = true;
            for (int i = 0; i < wanted.size(); i++) {
                matches &= fields[i].equals("*") || plain(fields[i]).equals(wanted.get(i));
            }
            if (matches) {
                return Optional.of(plain(fields[4]));
            }
        }
        return Optional.empty();
    }

    private static String plain(String field) {
        return field.replace("\\:", ":").replace("\\\\", "\\");
    }
}
