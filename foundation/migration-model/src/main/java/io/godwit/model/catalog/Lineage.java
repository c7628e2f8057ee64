package io.godwit.model.catalog;

import java.util.List;
import java.util.Optional;

/// What a table inherits, or others inherit from it.
///
/// @param partitionKey what rows are divided by, as `pg_get_partkeydef` prints it (`RANGE (id)`); empty for a table
/// that is not partitioned
/// @param parents      the table it is a partition of, or those it inherits from
public record Lineage(Optional<String> partitionKey, List<ObjectName> parents) {
    public Lineage {
        parents = List.copyOf(parents);
    }

    public static Lineage none() {
        return new Lineage(Optional.empty(), List.of());
    }
}
