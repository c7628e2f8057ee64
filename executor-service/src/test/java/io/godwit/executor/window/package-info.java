@NullMarked
package io.godwit.executor.window;

import org.jspecify.annotations.NullMarked;
