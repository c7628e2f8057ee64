@NullMarked
package io.godwit.analyzer.django;

import org.jspecify.annotations.NullMarked;
