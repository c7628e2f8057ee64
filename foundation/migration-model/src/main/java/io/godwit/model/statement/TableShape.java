package io.godwit.model.statement;

import io.godwit.model.catalog.ObjectName;
import java.util.List;
import java.util.Optional;

/// What CREATE TABLE says beside columns and constraints.
///
/// @param temporary      nobody else sees it
/// @param missingOnly    written `IF NOT EXISTS`
/// @param partitionBy    `RANGE (day)`; empty for a table that is not partitioned
/// @param partitionOf    the table it is a partition of
/// @param bound          of a partition: `FOR VALUES FROM (1) TO (2)` or `DEFAULT`
/// @param inherits       the tables it inherits from
/// @param like           the tables whose columns it takes over
public record TableShape(
        boolean temporary,
        boolean missingOnly,
        Optional<String> partitionBy,
        Optional<ObjectName> partitionOf,
        String bound,
        List<ObjectName> inherits,
        List<TableLike> like) {
    public TableShape {
        inherits = List.copyOf(inherits);
        like = List.copyOf(like);
    }

    /// A table that stands alone.
    public static TableShape plain() {
        return new TableShape(false, false, Optional.empty(), Optional.empty(), "", List.of(), List.of());
    }
}
