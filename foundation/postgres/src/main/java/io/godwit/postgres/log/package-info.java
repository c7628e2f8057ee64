/// Reads PostgreSQL's own log over SQL: which statements ran, how long, with which values, and which failed.
///
/// The log must be written as JSON (`log_destination = 'jsonlog'`, PostgreSQL 15 and later).
@NullMarked
package io.godwit.postgres.log;

import org.jspecify.annotations.NullMarked;
