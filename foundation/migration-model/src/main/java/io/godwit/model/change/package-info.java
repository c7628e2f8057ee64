/// The differences wanted between two catalogs.
@NullMarked
package io.godwit.model.change;

import org.jspecify.annotations.NullMarked;
