@NullMarked
package io.godwit.validator.pattern;

import org.jspecify.annotations.NullMarked;
