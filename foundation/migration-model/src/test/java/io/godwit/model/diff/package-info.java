@NullMarked
package io.godwit.model.diff;

import org.jspecify.annotations.NullMarked;
