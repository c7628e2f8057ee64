@NullMarked
package io.godwit.executor.lifecycle;

import org.jspecify.annotations.NullMarked;
