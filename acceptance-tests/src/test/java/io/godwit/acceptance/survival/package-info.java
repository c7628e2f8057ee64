/// Migrations that are disturbed while clients write: whether data, catalog and ledger end as if nothing had happened.
@NullMarked
package io.godwit.acceptance.survival;

import org.jspecify.annotations.NullMarked;
