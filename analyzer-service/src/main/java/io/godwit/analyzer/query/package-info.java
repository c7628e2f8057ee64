/// Raw SQL in source code: found by syntax tree, its placeholders and interpolations understood, parsed, and read as
/// evidence for tables, columns and indexes that are missing.
@NullMarked
package io.godwit.analyzer.query;

import org.jspecify.annotations.NullMarked;
