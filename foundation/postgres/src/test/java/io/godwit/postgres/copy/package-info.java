@NullMarked
package io.godwit.postgres.copy;

import org.jspecify.annotations.NullMarked;
