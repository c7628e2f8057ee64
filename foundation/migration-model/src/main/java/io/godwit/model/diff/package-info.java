/// What is different between two catalogs, and what of it the live database still needs.
@NullMarked
package io.godwit.model.diff;

import org.jspecify.annotations.NullMarked;
