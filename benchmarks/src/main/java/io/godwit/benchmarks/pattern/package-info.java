/// Safe patterns against the statements they replace, under load.
@NullMarked
package io.godwit.benchmarks.pattern;

import org.jspecify.annotations.NullMarked;
