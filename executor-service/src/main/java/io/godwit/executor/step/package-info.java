/// How one step is run, or undone, on a database that others are using: short waits for locks, probes instead of trust,
/// and a record of each attempt.
@NullMarked
package io.godwit.executor.step;

import org.jspecify.annotations.NullMarked;
