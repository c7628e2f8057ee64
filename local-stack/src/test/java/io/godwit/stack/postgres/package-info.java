@NullMarked
package io.godwit.stack.postgres;

import org.jspecify.annotations.NullMarked;
