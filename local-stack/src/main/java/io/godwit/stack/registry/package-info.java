/// The schema registry, a process beside this JVM.
@NullMarked
package io.godwit.stack.registry;

import org.jspecify.annotations.NullMarked;
