@NullMarked
package io.godwit.stack;

import org.jspecify.annotations.NullMarked;
