@NullMarked
package io.godwit.analyzer.syntax;

import org.jspecify.annotations.NullMarked;
