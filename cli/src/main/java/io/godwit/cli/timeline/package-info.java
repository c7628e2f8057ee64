/// What the events say about each migration: where it stands and what it waits for.
@NullMarked
package io.godwit.cli.timeline;

import org.jspecify.annotations.NullMarked;
