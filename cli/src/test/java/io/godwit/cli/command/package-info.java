@NullMarked
package io.godwit.cli.command;

import org.jspecify.annotations.NullMarked;
