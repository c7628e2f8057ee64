/// TypeORM entities, read from TypeScript and JavaScript as they stand, and turned into the catalog that TypeORM (0.3
/// and 1.x) would create of them.
@NullMarked
package io.godwit.analyzer.typeorm;

import org.jspecify.annotations.NullMarked;
