/// Checks SQL that anyone wrote: what each statement does, and what is wrong with it.
@NullMarked
package io.godwit.cli.check;

import org.jspecify.annotations.NullMarked;
