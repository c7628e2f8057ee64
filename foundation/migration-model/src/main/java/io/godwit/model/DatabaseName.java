package io.godwit.model;

/// The name Godwit's configuration gives a database. Topics are keyed by it.
///
/// @param value lower-case letters, digits, `-`, `_` and `.`, at most 63 characters
public record DatabaseName(String value) {
    public DatabaseName {
        if (!value.matches("[a-z0-9][a-z0-9_.-]{0,62}")) {
            throw new IllegalArgumentException(
                    "'" + value
                            + "' is not a database name: use at most 63 lower-case letters, digits, '-', '_' and '.', beginning with a letter or digit");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
