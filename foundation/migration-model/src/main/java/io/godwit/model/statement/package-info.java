/// SQL statements as values: what a migration's statement does, taken apart.
@NullMarked
package io.godwit.model.statement;

import org.jspecify.annotations.NullMarked;
