package io.godwit.analyzer;

import java.util.Optional;

/// A file of a code change.
///
/// @param path   inside the repository, with forward slashes
/// @param before its text in the base revision; empty if it did not exist
/// @param after  its text in the head revision; empty if it does not exist any more
public record FileChange(String path, Optional<String> before, Optional<String> after) {
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    public FileChange {
        before = before.map(FileChange::withoutMark).map(FileChange::withPlainLines);
        after = after.map(FileChange::withoutMark).map(FileChange::withPlainLines);
    }

    /// How a system ends lines is no part of a text either: otherwise each would differ where only that changed.
    private static String withPlainLines(String text) {
        return text.indexOf('\r') < 0 ? text : text.replace("\r\n", "\n").replace('\r', '\n');
    }

    /// A byte order mark says how the file is encoded, and is no part of its text.
    private static String withoutMark(String text) {
        return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    }
}
