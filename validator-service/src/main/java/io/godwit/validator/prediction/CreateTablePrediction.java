package io.godwit.validator.prediction;

import io.godwit.model.plan.LockMode;
import io.godwit.model.statement.ColumnDefinition;
import io.godwit.model.statement.ConstraintDefinition;
import io.godwit.model.statement.Statement;
import io.godwit.model.statement.TableLike;
import io.godwit.validator.facts.ConstraintFacts;
import io.godwit.validator.facts.IndexFacts;
import io.godwit.validator.facts.Relation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// CREATE TABLE: nobody waits for the new table, but others wait for those it refers to.
final class CreateTablePrediction {
    private final Draft draft;
    private final Statement.CreateTable create;

    CreateTablePrediction(Draft draft, Statement.CreateTable create) {
        this.draft = draft;
        this.create = create;
    }

    void predict() {
        if (draft.facts().relation(create.table()).isPresent()) {
            if (create.shape().missingOnly()) {
                return;
            }
            throw new Refused("relation \"" + create.table().name() + "\" already exists");
        }
        if (create.shape().temporary()) {
            refusePermanentReferences();
            return;
        }
        draft.makes(create.table(), false);
        List<ConstraintDefinition> constraints = new ArrayList<>(create.constraints());
        for (ColumnDefinition column : create.columns()) {
            for (ConstraintDefinition constraint : column.constraints()) {
                constraints.add(constraint);
            }
        }
        constraints.forEach(this::constraint);
        create.shape()
                .inherits()
                .forEach(parent -> draft.lock(draft.relation(parent), LockMode.SHARE_UPDATE_EXCLUSIVE));
        create.shape().like().forEach(like -> like(draft.relation(like.source()), like));
        create.shape().partitionOf().ifPresent(parent -> partition(draft.relation(parent)));
    }

    private void refusePermanentReferences() {
        boolean permanent = Stream.concat(
                        create.constraints().stream(),
                        create.columns().stream().flatMap(column -> column.constraints().stream()))
                .anyMatch(constraint -> constraint instanceof ConstraintDefinition.ForeignKey key
                        && !key.referencedTable().equals(create.table())
                        && draft.facts().relation(key.referencedTable()).isPresent()
                        && !draft.setting().changed().isNew(key.referencedTable()));
        if (permanent) {
            throw new Refused("constraints on temporary tables may reference only temporary tables");
        }
    }

    private void constraint(ConstraintDefinition constraint) {
        switch (constraint) {
            case ConstraintDefinition.ForeignKey key -> {
                if (!key.referencedTable().equals(create.table())) {
                    Relation referenced = draft.relation(key.referencedTable());
                    refuseForm(key, referenced);
                    draft.facts()
                            .withDescendants(referenced)
                            .forEach(each -> draft.lock(each, LockMode.SHARE_ROW_EXCLUSIVE));
                }
            }
            case ConstraintDefinition.PrimaryKey key -> index(key.name(), "", "pkey");
            case ConstraintDefinition.Unique unique -> index(unique.name(), KeyPrediction.keyColumns(unique), "key");
            case ConstraintDefinition.Exclusion exclusion ->
                index(
                        exclusion.name(),
                        KeyPrediction.excludedColumns(draft, Relation.assumed(create.table()), exclusion),
                        "excl");
            case ConstraintDefinition.Check _, ConstraintDefinition.NotNull _ -> {}
        }
    }

    private void refuseForm(ConstraintDefinition.ForeignKey key, Relation referenced) {
        List<String> columns = key.referencedColumns();
        boolean unique = referenced.indexes().stream()
                .anyMatch(index -> index.unique()
                        && !index.partial()
                        && (columns.isEmpty()
                                ? index.primary()
                                : index.keys().size() == columns.size()
                                        && index.keys().containsAll(columns)));
        boolean known = !draft.facts().isUnknown()
                && !referenced.columns().isEmpty()
                && !(referenced.indexes().isEmpty() && draft.setting().changed().isNew(referenced.name()));
        if (!unique && known) {
            throw new Refused("there is no unique constraint matching given keys for referenced table \""
                    + referenced.name().name() + "\"");
        }
    }

    private void like(Relation source, TableLike like) {
        draft.lock(source, LockMode.ACCESS_SHARE);
        if (!like.includes(TableLike.Part.INDEXES)) {
            return;
        }
        for (IndexFacts index : source.indexes()) {
            String columns = index.primary() ? "" : String.join("_", index.keys());
            index(
                    Optional.empty(),
                    columns,
                    index.primary() ? "pkey" : index.constraint().isPresent() ? "key" : "idx");
        }
    }

    private void index(Optional<String> name, String columns, String suffix) {
        if (create.shape().partitionBy().isPresent()) {
            return;
        }
        String chosen = name.orElseGet(() -> IndexNames.chosen(draft.facts(), create.table(), columns, suffix));
        draft.makes(create.table().sibling(chosen), true);
    }

    private void partition(Relation parent) {
        if (!parent.partitioned() && !draft.facts().isUnknown()) {
            throw new Refused("\"" + parent.name().name() + "\" is not partitioned");
        }
        if (create.columns().isEmpty()) {
            new PartitionedStandIn(draft, parent)
                    .refuseNew(create.table(), create.shape().bound());
        }
        draft.lock(parent, LockMode.ACCESS_EXCLUSIVE);
        PartitionPrediction partitions = new PartitionPrediction(draft);
        partitions.referencing(parent, partitions.newPartition());
        boolean byDefault = create.shape().bound().equals("DEFAULT");
        draft.facts().defaultPartition(parent).ifPresent(other -> {
            if (byDefault) {
                throw new Refused(
                        "partition \"" + create.table().name() + "\" conflicts with existing default partition \""
                                + other.name().name() + "\"");
            }
            new PartitionPrediction(draft)
                    .giveUpRows(
                            other,
                            new PartitionBound(parent.partitionBy())
                                    .condition(create.shape().bound()));
        });
        parent.indexes().forEach(index -> {
            String columns = index.primary() ? "" : String.join("_", index.keys());
            String suffix = index.primary() ? "pkey" : index.constraint().isPresent() ? "key" : "idx";
            index(Optional.empty(), columns, suffix);
            draft.lock(parent, index, LockMode.SHARE_UPDATE_EXCLUSIVE);
        });
        parent.constraints(ConstraintFacts.Kind.FOREIGN_KEY)
                .forEach(key -> draft.referenced(key).ifPresent(other -> {
                    draft.lock(other, LockMode.SHARE_ROW_EXCLUSIVE);
                }));
    }
}
