/// Whether the old is still used: what the server's statistics and sessions tell of relations and columns that are to
/// be removed.
@NullMarked
package io.godwit.executor.quiet;

import org.jspecify.annotations.NullMarked;
