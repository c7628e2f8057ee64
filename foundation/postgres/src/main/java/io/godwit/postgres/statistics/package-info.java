/// Reads how large and how busy a database is, and asks it about data.
@NullMarked
package io.godwit.postgres.statistics;

import org.jspecify.annotations.NullMarked;
