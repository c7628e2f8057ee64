package io.godwit.model.planning;

import io.godwit.model.SqlName;
import io.godwit.model.catalog.Catalog;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.plan.Rollback;
import java.util.ArrayList;
import java.util.List;

/// The way back from ATTACH PARTITION: the table leaves, without the keys and indexes that PostgreSQL gave it because
/// its parent has them.
///
/// @param before the catalog before it was attached
record AttachUndo(Catalog before, ObjectName parent, ObjectName partition) {

    Rollback undo() {
        List<String> statements = new ArrayList<>();
        statements.add(Sql.alterTable(parent, "DETACH PARTITION " + partition.sql()));
        before.table(parent)
                .flatMap(divided -> before.table(partition).map(part -> new AttachedPart(divided, part)))
                .ifPresent(given -> {
                    given.constraints().stream()
                            .map(constraint -> Sql.alterTable(
                                    partition, "DROP CONSTRAINT IF EXISTS " + SqlName.quoted(constraint.name())))
                            .forEach(statements::add);
                    given.indexes().stream()
                            .map(index -> "DROP INDEX IF EXISTS "
                                    + partition.sibling(index.name()).sql())
                            .forEach(statements::add);
                });
        return Rollback.lossless(statements.toArray(String[]::new));
    }
}
