@NullMarked
package io.godwit.postgres.log;

import org.jspecify.annotations.NullMarked;
