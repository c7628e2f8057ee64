/// From the changes wanted to a plan in its plain form: the right statements in the right order, each with its way
/// back. Making it safe for a busy database is the validator's work.
@NullMarked
package io.godwit.model.planning;

import org.jspecify.annotations.NullMarked;
