/// Fuzz tests of the readers: whatever the input is, a reader answers with a schema or says where it stumbled.
@NullMarked
package io.godwit.analyzer.fuzz;

import org.jspecify.annotations.NullMarked;
