@NullMarked
package io.godwit.analyzer.prisma;

import org.jspecify.annotations.NullMarked;
