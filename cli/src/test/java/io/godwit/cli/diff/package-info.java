@NullMarked
package io.godwit.cli.diff;

import org.jspecify.annotations.NullMarked;
