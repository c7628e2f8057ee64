@NullMarked
package io.godwit.validator.statementrule;

import org.jspecify.annotations.NullMarked;
