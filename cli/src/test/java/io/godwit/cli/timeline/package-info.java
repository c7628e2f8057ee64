@NullMarked
package io.godwit.cli.timeline;

import org.jspecify.annotations.NullMarked;
