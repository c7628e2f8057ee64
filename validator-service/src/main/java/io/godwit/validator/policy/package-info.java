/// An organisation's rules that turn findings into a verdict.
@NullMarked
package io.godwit.validator.policy;

import org.jspecify.annotations.NullMarked;
