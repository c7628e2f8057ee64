/// What follows from what was seen: findings, the verdict and its reason.
@NullMarked
package io.godwit.shadow.judgement;

import org.jspecify.annotations.NullMarked;
