@NullMarked
package io.godwit.validator.rule;

import org.jspecify.annotations.NullMarked;
