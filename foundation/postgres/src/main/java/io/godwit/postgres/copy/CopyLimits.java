package io.godwit.postgres.copy;

import java.time.Duration;

/// How old a copy may be and how big a database may be copied.
///
/// @param maxAge   a copy made longer ago is made anew; a copy whose definitions differ from production's always is
/// @param maxBytes size of production's tables with their indexes above which nothing is copied
public record CopyLimits(Duration maxAge, long maxBytes) {}
