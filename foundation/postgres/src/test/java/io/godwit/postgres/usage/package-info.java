@NullMarked
package io.godwit.postgres.usage;

import org.jspecify.annotations.NullMarked;
