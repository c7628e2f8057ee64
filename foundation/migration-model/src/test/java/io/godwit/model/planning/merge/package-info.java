@NullMarked
package io.godwit.model.planning.merge;

import org.jspecify.annotations.NullMarked;
