/// The Kafka Streams topology that watches migrations: metrics and applied migrations in, regressions out.
@NullMarked
package io.godwit.monitor.watch;

import org.jspecify.annotations.NullMarked;
