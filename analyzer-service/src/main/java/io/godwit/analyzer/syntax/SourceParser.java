package io.godwit.analyzer.syntax;

import io.godwit.analyzer.model.ModelUnreadable;
import io.godwit.analyzer.model.SourceFile;

/// Reads source code into a tree. Safe to use from many threads at once.
public interface SourceParser {
    /// The largest file that is read, in bytes of UTF-8. What people write is far below it; what is above was
    /// generated.
    int LARGEST_FILE = 1 << 20;

    /// Nodes nested deeper than this are not told apart: the one at the limit is an error without children. It leaves
    /// room on the stack for whoever walks the tree by recursion.
    int DEEPEST_NESTING = 300;

    /// Files whose brackets open deeper than this are not read at all: nobody wrote them, and they take long.
    int MOST_OPEN_BRACKETS = 2000;

    /// The whole file as a tree; syntax errors are nodes of it.
    ///
    /// @throws ModelUnreadable for a file above [#LARGEST_FILE] or [#MOST_OPEN_BRACKETS], and for one with null
    /// characters
    SyntaxNode parse(Grammar grammar, SourceFile file);

    /// With tree-sitter's grammars.
    static SourceParser treeSitter() {
        return TreeSitterParser.ONLY;
    }
}
