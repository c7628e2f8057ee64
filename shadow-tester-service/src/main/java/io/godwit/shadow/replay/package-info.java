/// Runs captured statements on two baselines and the candidate and compares what comes out.
@NullMarked
package io.godwit.shadow.replay;

import org.jspecify.annotations.NullMarked;
