package io.godwit.postgres;

/// One token of a statement, without the white space and comments around it.
///
/// @param kind what it is
/// @param text unquoted words in lower case, everything else as written; a constant or parameter is `?`
/// @param from index of its first character in the statement
/// @param to   index behind its last character
record SqlToken(Kind kind, String text, int from, int to) {
    enum Kind {
        /// A keyword or an unquoted name.
        WORD,
        /// A name in double quotes.
        QUOTED_NAME,
        /// A constant or a parameter.
        PLACEHOLDER,
        /// A bracket, comma, dot, semicolon, colon or operator.
        SYMBOL
    }

    /// A constant or parameter in the place of this token.
    SqlToken asPlaceholder() {
        return new SqlToken(Kind.PLACEHOLDER, "?", from, to);
    }

    boolean isWord(String word) {
        return kind == Kind.WORD && text.equals(word);
    }

    boolean isSymbol(String symbol) {
        return kind == Kind.SYMBOL && text.equals(symbol);
    }

    boolean isPlaceholder() {
        return kind == Kind.PLACEHOLDER;
    }
}
