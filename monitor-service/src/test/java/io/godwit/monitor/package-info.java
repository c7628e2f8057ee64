@NullMarked
package io.godwit.monitor;

import org.jspecify.annotations.NullMarked;
