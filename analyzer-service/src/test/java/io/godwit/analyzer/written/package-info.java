@NullMarked
package io.godwit.analyzer.written;

import org.jspecify.annotations.NullMarked;
