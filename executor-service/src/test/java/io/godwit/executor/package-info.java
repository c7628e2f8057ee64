@NullMarked
package io.godwit.executor;

import org.jspecify.annotations.NullMarked;
