package io.godwit.model.statement;

import java.util.List;

/// What CREATE INDEX says beside its keys.
///
/// @param only        written `ON ONLY`: not on the partitions
/// @param missingOnly written `IF NOT EXISTS`
/// @param method      `btree` unless written otherwise
/// @param include     columns carried along
public record IndexOptions(boolean only, boolean missingOnly, String method, List<String> include) {
    public IndexOptions {
        include = List.copyOf(include);
    }

    /// Nothing said.
    public static IndexOptions usual() {
        return new IndexOptions(false, false, "btree", List.of());
    }
}
