/// Watches a database after a migration: samples what it does, compares it with what it did before, and reports what
/// got worse.
@NullMarked
package io.godwit.monitor;

import org.jspecify.annotations.NullMarked;
