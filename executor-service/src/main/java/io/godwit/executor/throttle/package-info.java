/// When a long walk over a table has to hold back, for the sake of what else the server does.
@NullMarked
package io.godwit.executor.throttle;

import org.jspecify.annotations.NullMarked;
