@NullMarked
package io.godwit.cli.local;

import org.jspecify.annotations.NullMarked;
