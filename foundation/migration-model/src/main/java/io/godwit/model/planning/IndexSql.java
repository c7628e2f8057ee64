package io.godwit.model.planning;

import io.godwit.model.catalog.Index;
import io.godwit.model.catalog.ObjectName;

/// Writes an index as SQL, for those who build one like another.
public final class IndexSql {
    private IndexSql() {}

    /// `CREATE INDEX`, with every name quoted.
    public static String create(ObjectName table, Index index) {
        return Sql.createIndex(table, index);
    }
}
