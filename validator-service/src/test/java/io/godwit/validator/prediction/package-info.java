@NullMarked
package io.godwit.validator.prediction;

import org.jspecify.annotations.NullMarked;
