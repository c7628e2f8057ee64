@NullMarked
package io.godwit.validator.effect;

import org.jspecify.annotations.NullMarked;
