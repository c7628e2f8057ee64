/// What will be run, in which order, and how it is undone.
@NullMarked
package io.godwit.model.plan;

import org.jspecify.annotations.NullMarked;
