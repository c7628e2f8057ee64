@NullMarked
package io.godwit.executor.throttle;

import org.jspecify.annotations.NullMarked;
