package io.godwit.analyzer.prisma;

/// A piece of a schema file.
///
/// @param text   a name, number or punctuation mark as written; a string without its quotes, escapes resolved
/// @param line   counted from 1
/// @param column counted from 1
record Token(Kind kind, String text, int line, int column) {
    enum Kind {
        NAME,
        STRING,
        NUMBER,
        PUNCTUATION,
        LINE_END,
        FILE_END
    }

    boolean is(String punctuation) {
        return kind == Kind.PUNCTUATION && text.equals(punctuation);
    }

    /// For error messages.
    String described() {
        return switch (kind) {
            case NAME, NUMBER, PUNCTUATION -> "'" + text + "'";
            case STRING -> "the string \"" + text + "\"";
            case LINE_END -> "the end of the line";
            case FILE_END -> "the end of the file";
        };
    }
}
