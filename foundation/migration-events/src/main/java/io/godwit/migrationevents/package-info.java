/// The domain's values as events, and back. Services think in `io.godwit.model` and speak in `io.godwit.events`.
@NullMarked
package io.godwit.migrationevents;

import org.jspecify.annotations.NullMarked;
