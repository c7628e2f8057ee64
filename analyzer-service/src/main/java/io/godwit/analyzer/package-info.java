/// The analyzer: what schema change does a code change need?
@NullMarked
package io.godwit.analyzer;

import org.jspecify.annotations.NullMarked;
