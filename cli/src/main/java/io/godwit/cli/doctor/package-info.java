/// Checks of what Godwit needs around it, each with what to do about it.
@NullMarked
package io.godwit.cli.doctor;

import org.jspecify.annotations.NullMarked;
