package io.godwit.validator.prediction;

import io.godwit.model.catalog.ObjectName;
import io.godwit.model.statement.ConstraintDefinition;
import io.godwit.validator.facts.ConstraintFacts;
import io.godwit.validator.facts.ConstraintFacts.Kind;
import io.godwit.validator.facts.DatabaseFacts;
import io.godwit.validator.facts.IndexFacts;
import io.godwit.validator.facts.Relation;
import io.godwit.validator.facts.Relations;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The keys of a partitioned table: each rests on keys of its partitions, which PostgreSQL takes where they are there
/// already, as ALTER TABLE … ADD PRIMARY KEY does with those of all partitions, and makes where they are not.
final class AttachedKeys {
    private AttachedKeys() {}

    /// The index under a partition's own key over the same columns.
    static Optional<IndexFacts> ready(Relation partition, List<String> columns, boolean primary) {
        return partition.indexes().stream()
                .filter(index -> index.constraint().isPresent() && index.valid() && index.primary() == primary)
                .filter(index -> index.unique() && index.keys().equals(columns))
                .findFirst();
    }

    /// All relations after a key was added to a table and, unless it was added to the table alone, to its partitions.
    ///
    /// @param reached the table, each before its partitions
    static Relations added(DatabaseFacts facts, List<ObjectName> reached, ConstraintDefinition key) {
        Relations relations = facts.relations();
        for (ObjectName name : reached) {
            Relation table = relations.get(name);
            if (table == null) {
                continue;
            }
            Optional<Relation> whole = table.parents().stream()
                    .filter(reached::contains)
                    .findFirst()
                    .map(relations::get);
            Relation with = whole.flatMap(parent -> taken(table, parent, key))
                    .orElseGet(() -> ConstraintAfter.added(facts, table, whole.isPresent() ? unnamed(key) : key));
            relations = relations.with(
                    whole.flatMap(parent -> taken(with, parent, key)).orElse(with));
        }
        return relations;
    }

    private static Optional<Relation> taken(Relation partition, Relation parent, ConstraintDefinition key) {
        boolean primary = key instanceof ConstraintDefinition.PrimaryKey;
        List<String> columns = columns(key);
        return ready(partition, columns, primary)
                .flatMap(own -> ready(parent, columns, primary).map(whole -> attached(partition, own, whole.name())));
    }

    private static Relation attached(Relation partition, IndexFacts own, ObjectName whole) {
        return partition
                .withIndexes(partition.indexes().stream()
                        .map(index -> index.equals(own) ? own.attachedTo(whole) : index)
                        .toList())
                .withConstraints(partition.constraints().stream()
                        .map(constraint -> own.constraint().equals(Optional.of(constraint.name()))
                                ? constraint.asInherited()
                                : constraint)
                        .toList());
    }

    /// The same key under a name that PostgreSQL chooses.
    static ConstraintDefinition unnamed(ConstraintDefinition key) {
        return switch (key) {
            case ConstraintDefinition.PrimaryKey primary ->
                new ConstraintDefinition.PrimaryKey(Optional.empty(), primary.columns(), primary.usingIndex());
            case ConstraintDefinition.Unique unique ->
                new ConstraintDefinition.Unique(
                        Optional.empty(), unique.columns(), unique.nullsNotDistinct(), unique.usingIndex());
            case ConstraintDefinition other -> other;
        };
    }

    static boolean isKey(ConstraintDefinition constraint) {
        return constraint instanceof ConstraintDefinition.PrimaryKey
                || constraint instanceof ConstraintDefinition.Unique;
    }

    private static List<String> columns(ConstraintDefinition key) {
        return switch (key) {
            case ConstraintDefinition.PrimaryKey primary -> primary.columns();
            case ConstraintDefinition.Unique unique -> unique.columns();
            case ConstraintDefinition _ -> List.of();
        };
    }

    /// All relations without the keys of partitions that go when a table's does.
    static Relations withoutParts(Relations all, Relation table, String constraint) {
        List<ObjectName> wholes = new ArrayList<>(
                table.constraint(constraint).filter(AttachedKeys::restsOnIndex).flatMap(ConstraintFacts::index).stream()
                        .toList());
        Relations relations = all;
        for (int i = 0; table.partitioned() && i < wholes.size(); i++) {
            Optional<ObjectName> whole = Optional.of(wholes.get(i));
            for (Relation partition : List.copyOf(relations.values())) {
                for (IndexFacts index : partition.indexes()) {
                    if (index.parent().equals(whole)) {
                        wholes.add(index.name());
                        relations = relations.with(partition
                                .withIndexes(partition.indexes().stream()
                                        .filter(other -> !other.equals(index))
                                        .toList())
                                .withConstraints(partition.constraints().stream()
                                        .filter(key -> !Optional.of(key.name()).equals(index.constraint()))
                                        .toList()));
                    }
                }
            }
        }
        return relations;
    }

    private static boolean restsOnIndex(ConstraintFacts constraint) {
        return constraint.kind() == Kind.PRIMARY_KEY || constraint.kind() == Kind.UNIQUE;
    }

    /// All relations after an index of a partitioned table got another name.
    static Relations renamed(Relations all, ObjectName from, ObjectName to) {
        return all.replaced(relation ->
                relation.indexes().stream().anyMatch(index -> index.parent().equals(Optional.of(from)))
                        ? relation.withIndexes(relation.indexes().stream()
                                .map(index -> index.parent().equals(Optional.of(from)) ? index.attachedTo(to) : index)
                                .toList())
                        : relation);
    }
}
