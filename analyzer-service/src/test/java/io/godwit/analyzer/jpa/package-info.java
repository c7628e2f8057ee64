@NullMarked
package io.godwit.analyzer.jpa;

import org.jspecify.annotations.NullMarked;
