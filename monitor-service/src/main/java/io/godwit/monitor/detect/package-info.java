/// Decides whether a database got worse: a baseline, the windows after it, and the rules that compare them.
/// Pure.
@NullMarked
package io.godwit.monitor.detect;

import org.jspecify.annotations.NullMarked;
