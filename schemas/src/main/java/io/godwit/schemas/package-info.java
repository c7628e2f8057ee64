/// The topics and how their records are written: all that a producer or a subscriber needs beside a Kafka client.
@NullMarked
package io.godwit.schemas;

import org.jspecify.annotations.NullMarked;
