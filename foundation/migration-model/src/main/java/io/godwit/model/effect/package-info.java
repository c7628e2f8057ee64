/// What statements do to a catalog, without a server: which one they leave behind, and how they are undone.
@NullMarked
package io.godwit.model.effect;

import org.jspecify.annotations.NullMarked;
