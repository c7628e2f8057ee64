/// The domain of schema migrations as plain values: no input or output happens here.
@NullMarked
package io.godwit.model;

import org.jspecify.annotations.NullMarked;
