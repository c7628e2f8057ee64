/// Databases to try things in: a PostgreSQL of the command's own, started only where a question needs one.
@NullMarked
package io.godwit.cli.scratch;

import org.jspecify.annotations.NullMarked;
