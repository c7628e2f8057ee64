@NullMarked
package io.godwit.model.planning;

import org.jspecify.annotations.NullMarked;
