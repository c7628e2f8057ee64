/// Compares how much work and time queries take on the baselines and the candidate.
@NullMarked
package io.godwit.shadow.measure;

import org.jspecify.annotations.NullMarked;
