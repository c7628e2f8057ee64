@NullMarked
package io.godwit.executor.step;

import org.jspecify.annotations.NullMarked;
