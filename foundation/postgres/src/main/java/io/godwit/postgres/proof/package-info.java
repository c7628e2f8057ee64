/// Proving a plan: it is run forward and back on a scratch copy of the schema, and the catalogs are compared.
@NullMarked
package io.godwit.postgres.proof;

import org.jspecify.annotations.NullMarked;
