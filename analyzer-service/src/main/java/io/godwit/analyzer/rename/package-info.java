/// Renames: what settles one, what speaks for one, and how it is asked.
@NullMarked
package io.godwit.analyzer.rename;

import org.jspecify.annotations.NullMarked;
