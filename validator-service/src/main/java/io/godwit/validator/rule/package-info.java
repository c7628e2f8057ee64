/// Rules look at one statement by what it does, or at one step of a plan: one file, one rule, one page in
/// `docs/findings`.
@NullMarked
package io.godwit.validator.rule;

import org.jspecify.annotations.NullMarked;
