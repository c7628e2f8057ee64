/// The PostgreSQL servers, each a process beside this JVM.
@NullMarked
package io.godwit.stack.postgres;

import org.jspecify.annotations.NullMarked;
