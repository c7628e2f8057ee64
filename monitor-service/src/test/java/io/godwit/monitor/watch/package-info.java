@NullMarked
package io.godwit.monitor.watch;

import org.jspecify.annotations.NullMarked;
