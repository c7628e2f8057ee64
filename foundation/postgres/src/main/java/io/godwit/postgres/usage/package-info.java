/// Queries that are in use, and which of them a change of the schema would break.
@NullMarked
package io.godwit.postgres.usage;

import org.jspecify.annotations.NullMarked;
