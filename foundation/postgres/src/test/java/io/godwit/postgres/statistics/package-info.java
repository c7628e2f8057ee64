@NullMarked
package io.godwit.postgres.statistics;

import org.jspecify.annotations.NullMarked;
