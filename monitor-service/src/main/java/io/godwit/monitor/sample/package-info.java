/// Samples what databases do, interval by interval, from PostgreSQL's statistics and its log.
@NullMarked
package io.godwit.monitor.sample;

import org.jspecify.annotations.NullMarked;
