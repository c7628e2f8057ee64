/// The pipeline end to end, with faults, and the rules of the architecture.
@NullMarked
package io.godwit.acceptance;

import org.jspecify.annotations.NullMarked;
