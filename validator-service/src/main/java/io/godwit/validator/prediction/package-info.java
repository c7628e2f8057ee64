/// What a statement will do to a database, said before it runs: a function of the statement, the catalog, PostgreSQL's
/// version and the session's settings, after PostgreSQL's documentation and what was measured on 14 to 18.
@NullMarked
package io.godwit.validator.prediction;

import org.jspecify.annotations.NullMarked;
