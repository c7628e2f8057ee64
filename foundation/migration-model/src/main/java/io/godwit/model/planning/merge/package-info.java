/// Columns merged into one, or split into several, and the expressions that lead back.
@NullMarked
package io.godwit.model.planning.merge;

import org.jspecify.annotations.NullMarked;
