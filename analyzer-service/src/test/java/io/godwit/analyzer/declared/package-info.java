@NullMarked
package io.godwit.analyzer.declared;

import org.jspecify.annotations.NullMarked;
