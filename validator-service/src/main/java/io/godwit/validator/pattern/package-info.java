/// The safe patterns: each turns one kind of step into steps that block nobody and end in the same catalog.
@NullMarked
package io.godwit.validator.pattern;

import org.jspecify.annotations.NullMarked;
