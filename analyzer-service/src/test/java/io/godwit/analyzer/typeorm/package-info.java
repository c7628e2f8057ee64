@NullMarked
package io.godwit.analyzer.typeorm;

import org.jspecify.annotations.NullMarked;
