/// Reading the topics and writing to them, from a terminal.
@NullMarked
package io.godwit.cli.events;

import org.jspecify.annotations.NullMarked;
