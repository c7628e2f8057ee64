@NullMarked
package io.godwit.demo;

import org.jspecify.annotations.NullMarked;
