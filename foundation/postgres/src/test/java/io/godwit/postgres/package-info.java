@NullMarked
package io.godwit.postgres;

import org.jspecify.annotations.NullMarked;
