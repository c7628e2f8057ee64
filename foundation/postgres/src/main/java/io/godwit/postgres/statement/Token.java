package io.godwit.postgres.statement;

/// A token of SQL text.
///
/// @param value a word in lower case, a quoted name without its quotes, a string constant's content, else as written
/// @param start where it begins in the text
/// @param end   where it ends, exclusive
record Token(Kind kind, String value, int start, int end) {
    enum Kind {
        WORD,
        QUOTED_NAME,
        STRING,
        NUMBER,
        SYMBOL
    }

    boolean isWord(String word) {
        return kind == Kind.WORD && value.equals(word);
    }

    boolean isSymbol(String symbol) {
        return kind == Kind.SYMBOL && value.equals(symbol);
    }

    boolean isName() {
        return kind == Kind.WORD || kind == Kind.QUOTED_NAME;
    }
}
