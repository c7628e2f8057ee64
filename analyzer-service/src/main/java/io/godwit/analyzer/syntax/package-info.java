/// Source code as trees: what the analyzer needs of a parser, and tree-sitter behind it. Code is only read, never run.
/// Text with errors gives a tree, too, in which the parts that are not understood say so.
@NullMarked
package io.godwit.analyzer.syntax;

import org.jspecify.annotations.NullMarked;
