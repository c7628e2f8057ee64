/// SQLAlchemy's models, in their common forms: declarative classes of 1.4 and 2.0 and `Table` objects, read without
/// running them, as the catalog `metadata.create_all()` makes in an empty PostgreSQL.
@NullMarked
package io.godwit.analyzer.sqlalchemy;

import org.jspecify.annotations.NullMarked;
