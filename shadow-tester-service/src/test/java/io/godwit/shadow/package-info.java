@NullMarked
package io.godwit.shadow;

import org.jspecify.annotations.NullMarked;
