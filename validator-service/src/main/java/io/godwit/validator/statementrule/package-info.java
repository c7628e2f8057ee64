/// Rules that look at one statement anyone wrote, by what it does: one file, one rule, one page in `docs/findings`.
@NullMarked
package io.godwit.validator.statementrule;

import org.jspecify.annotations.NullMarked;
