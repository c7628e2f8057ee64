package io.godwit.analyzer.written;

import io.godwit.model.catalog.Catalog;
import io.godwit.model.catalog.Index;
import io.godwit.model.effect.StatementEffect;
import io.godwit.model.statement.Statement;
import io.godwit.model.statement.Statement.CreateIndex;
import io.godwit.model.statement.Statement.DropIndex;
import java.util.List;
import java.util.Optional;

/// Whether an index of the database is the one a statement would make. Expressions and predicates have many spellings,
/// so only their being there is compared.
final class SameIndex {
    private SameIndex() {}

    /// @param live of the statement's table, under the name it says
    static boolean of(Index live, CreateIndex create, Catalog catalog) {
        if (!live.valid()) {
            return false;
        }
        Statement without = new DropIndex(List.of(create.table().sibling(live.name())), false);
        Optional<Index> made = StatementEffect.after(catalog, List.of(without, create))
                .table(create.table())
                .flatMap(table -> table.index(live.name()));
        return made.filter(wanted -> shape(wanted).equals(shape(live))).isPresent();
    }

    private record Shape(
            boolean unique,
            String method,
            List<Index.Key> keys,
            List<String> included,
            boolean partial,
            boolean nullsNotDistinct) {}

    private static Shape shape(Index index) {
        List<Index.Key> keys = index.keys().stream()
                .map(key -> new Index.Key(
                        key.column(),
                        key.expression().map(_ -> ""),
                        key.descending(),
                        key.nullsFirst(),
                        Optional.empty()))
                .toList();
        return new Shape(
                index.unique(),
                index.method(),
                keys,
                index.included(),
                index.predicate().isPresent(),
                index.nullsNotDistinct());
    }
}
