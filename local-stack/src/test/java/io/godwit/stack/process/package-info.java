@NullMarked
package io.godwit.stack.process;

import org.jspecify.annotations.NullMarked;
