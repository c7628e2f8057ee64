/// Copies a production database onto the copies server and clones the copy: the ground a shadow test stands on.
///
/// The copy holds schemas, roles (without login), extensions, types, sequences with their values, functions, tables
/// with their rows, constraints, indexes, statistics targets, views, rules, policies and triggers. Privileges and
/// comments are left out on purpose: who replays owns the copy. What else cannot be copied is reported by name.
@NullMarked
package io.godwit.postgres.copy;

import org.jspecify.annotations.NullMarked;
