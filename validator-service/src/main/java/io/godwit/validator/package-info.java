/// Judges a proposed migration against the live database and rewrites it to its safe form.
@NullMarked
package io.godwit.validator;

import org.jspecify.annotations.NullMarked;
