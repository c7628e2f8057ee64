/// What was found about a plan, how it is known, and what follows from it.
@NullMarked
package io.godwit.model.finding;

import org.jspecify.annotations.NullMarked;
