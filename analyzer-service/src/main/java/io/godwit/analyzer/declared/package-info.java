/// Views, functions, triggers and the like as a declared schema (`schema.sql`, `structure.sql`) makes them, in the form
/// in which the planner knows those of a database. Their text is kept as it is written; what they use is told by the
/// names in it.
@NullMarked
package io.godwit.analyzer.declared;

import org.jspecify.annotations.NullMarked;
