/// Reads Prisma schemas: text to tokens, tokens to declarations, declarations to the catalog Prisma's own tool would
/// create.
@NullMarked
package io.godwit.analyzer.prisma;

import org.jspecify.annotations.NullMarked;
