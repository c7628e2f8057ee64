/// The subcommands, one class each.
@NullMarked
package io.godwit.cli.command;

import org.jspecify.annotations.NullMarked;
