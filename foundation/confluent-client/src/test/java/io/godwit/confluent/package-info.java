@NullMarked
package io.godwit.confluent;

import org.jspecify.annotations.NullMarked;
