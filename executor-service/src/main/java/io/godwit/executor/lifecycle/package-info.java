/// What becomes of a migration, decided without a database or a broker: `decide(state, command) -> events` and
/// `apply(state, event) -> state`.
@NullMarked
package io.godwit.executor.lifecycle;

import org.jspecify.annotations.NullMarked;
