@NullMarked
package io.godwit.postgres.statement;

import org.jspecify.annotations.NullMarked;
