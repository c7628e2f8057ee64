/// The rules: one hazard, one file, one code, one page in `docs/findings`.
@NullMarked
package io.godwit.validator.rule;

import org.jspecify.annotations.NullMarked;
