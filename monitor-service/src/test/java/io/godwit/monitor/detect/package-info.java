@NullMarked
package io.godwit.monitor.detect;

import org.jspecify.annotations.NullMarked;
