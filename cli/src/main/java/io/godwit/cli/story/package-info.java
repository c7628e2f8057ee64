/// The demo: three changes to the example shop, and what becomes of each.
@NullMarked
package io.godwit.cli.story;

import org.jspecify.annotations.NullMarked;
