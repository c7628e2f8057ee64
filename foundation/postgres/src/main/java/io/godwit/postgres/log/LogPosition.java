package io.godwit.postgres.log;

/// A place in the server's log. Reading can be resumed from it after a restart of the reader.
///
/// @param file   the log file's name inside the log directory
/// @param offset bytes from its beginning, always at the beginning of a line
public record LogPosition(String file, long offset) {

    /// As one text, for storing.
    public String text() {
        return offset + ":" + file;
    }

    /// @throws IllegalArgumentException if the text is not one that [#text()] made
    public static LogPosition parse(String text) {
        int colon = text.indexOf(':');
        if (colon < 1) {
            throw new IllegalArgumentException("'" + text + "' is not a log position");
        }
        return new LogPosition(text.substring(colon + 1), Long.parseLong(text.substring(0, colon)));
    }
}
