/// Tries a migration on a copy of production under replayed production queries, and proves its rollback.
@NullMarked
package io.godwit.shadow;

import org.jspecify.annotations.NullMarked;
