@NullMarked
package io.godwit.postgres.proof;

import org.jspecify.annotations.NullMarked;
