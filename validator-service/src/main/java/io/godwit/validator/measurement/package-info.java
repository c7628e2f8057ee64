/// What a statement does, seen by running it in a transaction that is rolled back.
@NullMarked
package io.godwit.validator.measurement;

import org.jspecify.annotations.NullMarked;
