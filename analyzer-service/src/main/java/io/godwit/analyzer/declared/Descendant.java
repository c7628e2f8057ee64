package io.godwit.analyzer.declared;

import io.godwit.model.SourceLocation;
import io.godwit.model.catalog.ObjectKind;
import io.godwit.model.catalog.ObjectName;
import java.util.List;

/// That a table is a partition of another or inherits from it, and that an index belongs to that of the parent.
final class Descendant {
    private Descendant() {}

    /// @param bound `FOR VALUES FROM (1) TO (2)` or `DEFAULT`
    static DeclaredObject partition(ObjectName parent, ObjectName partition, String bound, SourceLocation location) {
        return table(
                parent,
                partition,
                "ALTER TABLE " + parent.identity() + " ATTACH PARTITION " + partition.identity() + " " + bound,
                "ALTER TABLE " + parent.identity() + " DETACH PARTITION " + partition.identity(),
                location);
    }

    static DeclaredObject child(ObjectName parent, ObjectName child, SourceLocation location) {
        return table(
                parent,
                child,
                "ALTER TABLE " + child.identity() + " INHERIT " + parent.identity(),
                "ALTER TABLE " + child.identity() + " NO INHERIT " + parent.identity(),
                location);
    }

    private static DeclaredObject table(
            ObjectName parent, ObjectName table, String makes, String removes, SourceLocation location) {
        return of(ObjectKind.PARTITION, parent, table, "table", makes, List.of(removes), location);
    }

    static DeclaredObject index(ObjectName parent, ObjectName index, SourceLocation location) {
        return of(
                ObjectKind.INDEX_PARTITION,
                parent,
                index,
                "index",
                "ALTER INDEX " + parent.identity() + " ATTACH PARTITION " + index.identity(),
                List.of(),
                location);
    }

    private static DeclaredObject of(
            ObjectKind kind,
            ObjectName parent,
            ObjectName child,
            String what,
            String makes,
            List<String> removes,
            SourceLocation location) {
        return new DeclaredObject(
                kind,
                child.identity() + " of " + parent.identity(),
                List.of(makes),
                removes,
                List.of(),
                "",
                List.of(what + " " + parent.identity(), what + " " + child.identity()),
                "",
                location);
    }
}
