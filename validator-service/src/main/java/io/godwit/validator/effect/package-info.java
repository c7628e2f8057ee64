/// What a statement does to a database: locks, rewrites, scans, index builds, predicted from the catalog and from what
/// was measured on PostgreSQL 14 to 18.
@NullMarked
package io.godwit.validator.effect;

import org.jspecify.annotations.NullMarked;
