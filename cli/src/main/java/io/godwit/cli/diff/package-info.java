/// The way from one schema to another, both given as SQL: `godwit diff`.
@NullMarked
package io.godwit.cli.diff;

import org.jspecify.annotations.NullMarked;
