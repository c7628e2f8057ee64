/// Code changes as git knows them.
@NullMarked
package io.godwit.cli.change;

import org.jspecify.annotations.NullMarked;
