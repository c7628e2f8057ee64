package io.godwit.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/// A file that holds a password, as container platforms hand out secrets.
///
/// @param key  the setting that names it
/// @param name as it is set
record PasswordFile(String key, String name) {

    /// The password, without the line's end; empty if the file cannot be read.
    Optional<String> password() {
        try {
            return Optional.of(Files.readString(Path.of(name)).strip());
        } catch (IOException | InvalidPathException unreadable) {
            return Optional.empty();
        }
    }

    /// What to say where it cannot be read.
    String unreadable() {
        return key + ": cannot read '" + name + "': let it name a file the service may read";
    }
}
