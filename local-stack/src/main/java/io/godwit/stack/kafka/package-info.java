/// The broker, inside this JVM.
@NullMarked
package io.godwit.stack.kafka;

import org.jspecify.annotations.NullMarked;
