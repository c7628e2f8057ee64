/// Measures what Godwit claims about its speed, against the whole of it running on this machine.
@NullMarked
package io.godwit.benchmarks;

import org.jspecify.annotations.NullMarked;
