/// Applies migrations to production: one worker for each database carries them on from what its ledger says.
@NullMarked
package io.godwit.executor;

import org.jspecify.annotations.NullMarked;
