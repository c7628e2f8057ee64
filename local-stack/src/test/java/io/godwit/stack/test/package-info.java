@NullMarked
package io.godwit.stack.test;

import org.jspecify.annotations.NullMarked;
