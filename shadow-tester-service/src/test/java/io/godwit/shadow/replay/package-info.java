@NullMarked
package io.godwit.shadow.replay;

import org.jspecify.annotations.NullMarked;
