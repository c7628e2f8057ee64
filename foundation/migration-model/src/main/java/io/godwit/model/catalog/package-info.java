/// A database's schema as a value, in PostgreSQL's own terms and print.
@NullMarked
package io.godwit.model.catalog;

import org.jspecify.annotations.NullMarked;
