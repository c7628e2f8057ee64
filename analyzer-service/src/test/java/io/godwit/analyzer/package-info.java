@NullMarked
package io.godwit.analyzer;

import org.jspecify.annotations.NullMarked;
