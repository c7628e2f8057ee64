package io.godwit.postgres.copy;

import java.time.Duration;
import java.util.List;

/// What a copy came to.
///
/// @param tables    tables whose rows were copied
/// @param rows      rows in all of them
/// @param bytes     size of the tables in production with their indexes
/// @param took      how long reading and writing took
/// @param notCopied what the copy does not have, by name; empty for a faithful copy
public record CopyReport(int tables, long rows, long bytes, Duration took, List<NotCopied> notCopied) {
    public CopyReport {
        notCopied = List.copyOf(notCopied);
    }
}
