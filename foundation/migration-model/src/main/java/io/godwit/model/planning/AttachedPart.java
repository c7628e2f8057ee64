package io.godwit.model.planning;

import io.godwit.model.catalog.Constraint;
import io.godwit.model.catalog.Index;
import io.godwit.model.catalog.KeyNames;
import io.godwit.model.catalog.PostgresNames;
import io.godwit.model.catalog.Table;
import java.util.List;
import java.util.Optional;

/// What a table lacks of the keys and indexes of the partitioned table it becomes a part of, under the names that
/// PostgreSQL gives them when it makes them itself (documentation of ALTER TABLE, ATTACH PARTITION).
///
/// @param parent the partitioned table
/// @param part   as it is before
public record AttachedPart(Table parent, Table part) {
    /// Primary keys, unique keys and foreign keys that it has no equal of.
    public List<Constraint> constraints() {
        return parent.constraints().stream()
                .flatMap(constraint -> missing(constraint).stream())
                .toList();
    }

    /// Indexes, but for those of constraints, that it has no equal of.
    public List<Index> indexes() {
        return parent.indexes().stream()
                .filter(index -> part.indexes().stream()
                        .noneMatch(own -> own.named(index.name()).equals(index)))
                .map(index -> index.named(name(index)))
                .toList();
    }

    private Optional<Constraint> missing(Constraint constraint) {
        String table = part.name().name();
        return switch (constraint) {
            case Constraint.PrimaryKey key ->
                Optional.<Constraint>of(new Constraint.PrimaryKey(PostgresNames.primaryKey(table), key.columns()))
                        .filter(_ -> part.primaryKey()
                                .filter(own -> own.columns().equals(key.columns()))
                                .isEmpty());
            case Constraint.Unique key ->
                Optional.<Constraint>of(new Constraint.Unique(
                                PostgresNames.unique(table, String.join("_", key.columns())),
                                key.columns(),
                                key.nullsNotDistinct()))
                        .filter(_ -> part.constraints().stream()
                                .noneMatch(own -> own instanceof Constraint.Unique unique
                                        && unique.columns().equals(key.columns())));
            case Constraint.ForeignKey key ->
                Optional.<Constraint>of(key)
                        .filter(_ -> part.constraints().stream()
                                .noneMatch(own -> own instanceof Constraint.ForeignKey foreign
                                        && foreign.columns().equals(key.columns())
                                        && foreign.referencedTable().equals(key.referencedTable())));
            case Constraint.Check _, Constraint.Other _ -> Optional.empty();
        };
    }

    private String name(Index index) {
        return PostgresNames.index(part.name().name(), String.join("_", KeyNames.of(index.keys())));
    }
}
