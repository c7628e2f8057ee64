/// Queries in use that a plan would break.
@NullMarked
package io.godwit.validator.usage;

import org.jspecify.annotations.NullMarked;
