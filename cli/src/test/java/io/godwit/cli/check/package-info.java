@NullMarked
package io.godwit.cli.check;

import org.jspecify.annotations.NullMarked;
