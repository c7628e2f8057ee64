/// Python source as far as declarations need it: modules, classes, assignments, calls and constants. Nothing is
/// executed: names are followed from import to definition, and constant expressions are computed.
@NullMarked
package io.godwit.analyzer.python;

import org.jspecify.annotations.NullMarked;
