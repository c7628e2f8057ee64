package io.godwit.postgres.copy;

import java.time.Instant;
import java.util.Optional;

/// A copy of a production database nobody writes to: clones are made from it.
///
/// @param database its name on the copies server
/// @param source   the production database's name
/// @param madeAt   when its rows were read
/// @param report   what the copying came to; empty if the template was there already
public record Template(String database, String source, Instant madeAt, Optional<CopyReport> report) {}
