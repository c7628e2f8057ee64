@NullMarked
package io.godwit.monitor.sample;

import org.jspecify.annotations.NullMarked;
