/// What Godwit knows of PostgreSQL: where a database is, what is in it, what statements do to it.
@NullMarked
package io.godwit.postgres;

import org.jspecify.annotations.NullMarked;
