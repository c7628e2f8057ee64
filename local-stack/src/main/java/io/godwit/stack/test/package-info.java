/// The stack as the tests of a whole build share it. Everything starts when a test first asks for it.
@NullMarked
package io.godwit.stack.test;

import org.jspecify.annotations.NullMarked;
