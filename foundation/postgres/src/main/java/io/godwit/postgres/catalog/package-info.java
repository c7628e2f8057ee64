/// Reads a database's schema as the model's [io.godwit.model.catalog.Catalog].
@NullMarked
package io.godwit.postgres.catalog;

import org.jspecify.annotations.NullMarked;
