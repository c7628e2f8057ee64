/// How every service runs: configuration, consume-handle-produce, retries, dead letters, health, metrics, shutdown.
/// A service's `Main` is one chain of calls on [io.godwit.runtime.Service].
@NullMarked
package io.godwit.runtime;

import org.jspecify.annotations.NullMarked;
