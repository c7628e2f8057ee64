@NullMarked
package io.godwit.postgres.catalog;

import org.jspecify.annotations.NullMarked;
