@NullMarked
package io.godwit.cli.events;

import org.jspecify.annotations.NullMarked;
