package io.godwit.analyzer.model;

import io.godwit.model.SourceLocation;

/// A file of one side of a change.
///
/// @param path inside the repository, with forward slashes
public record SourceFile(String path, String text) {

    /// The same file, if it may be text.
    ///
    /// @throws ModelUnreadable if it has null characters, which no text has
    public SourceFile ifText() {
        if (text.indexOf('\0') >= 0) {
            throw ModelUnreadable.at(
                    SourceLocation.wholeFile(path), "the file is no text, it has null characters. Save it as UTF-8");
        }
        return this;
    }
}
