/// Measures the executor on a PostgreSQL of its own.
@NullMarked
package io.godwit.benchmarks.execution;

import org.jspecify.annotations.NullMarked;
