/// Reads SQL text into the model's [io.godwit.model.statement.Statement].
@NullMarked
package io.godwit.postgres.statement;

import org.jspecify.annotations.NullMarked;
