/// What the executor remembers, in schema `godwit` of the target database, so that a step's effect and its record can
/// be committed together. All times are the database server's.
@NullMarked
package io.godwit.executor.ledger;

import org.jspecify.annotations.NullMarked;
