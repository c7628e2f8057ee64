@NullMarked
package io.godwit.validator.policy;

import org.jspecify.annotations.NullMarked;
