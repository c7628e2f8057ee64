/// Kafka, a schema registry and two PostgreSQL servers on one machine, started from Maven artifacts: the real programs,
/// not fakes.
@NullMarked
package io.godwit.stack;

import org.jspecify.annotations.NullMarked;
