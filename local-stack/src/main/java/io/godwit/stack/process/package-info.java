/// Programs beside this JVM, and the ports they listen on.
@NullMarked
package io.godwit.stack.process;

import org.jspecify.annotations.NullMarked;
