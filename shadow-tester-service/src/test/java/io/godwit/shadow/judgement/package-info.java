@NullMarked
package io.godwit.shadow.judgement;

import org.jspecify.annotations.NullMarked;
