package io.godwit.model;

/// A place in a file of a code change.
///
/// @param file path inside the repository, with forward slashes
/// @param line counted from 1; 0 means the file as a whole
public record SourceLocation(String file, int line) {
    public SourceLocation {
        if (line < 0) {
            throw new IllegalArgumentException("line " + line + " of " + file);
        }
    }

    public static SourceLocation wholeFile(String file) {
        return new SourceLocation(file, 0);
    }

    @Override
    public String toString() {
        return line == 0 ? file : file + ":" + line;
    }
}
