/// The build's formatter.
@NullMarked
package io.godwit.format;

import org.jspecify.annotations.NullMarked;
