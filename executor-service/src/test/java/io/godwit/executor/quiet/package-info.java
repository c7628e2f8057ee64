@NullMarked
package io.godwit.executor.quiet;

import org.jspecify.annotations.NullMarked;
