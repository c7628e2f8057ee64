/// When work that others may feel is allowed: maintenance windows.
@NullMarked
package io.godwit.executor.window;

import org.jspecify.annotations.NullMarked;
