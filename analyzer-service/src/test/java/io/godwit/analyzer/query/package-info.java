@NullMarked
package io.godwit.analyzer.query;

import org.jspecify.annotations.NullMarked;
