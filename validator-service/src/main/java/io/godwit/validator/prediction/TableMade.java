package io.godwit.validator.prediction;

import io.godwit.model.catalog.ObjectName;
import io.godwit.model.statement.ColumnDefinition;
import io.godwit.model.statement.ConstraintDefinition;
import io.godwit.model.statement.Statement;
import io.godwit.model.statement.TableShape;
import io.godwit.validator.facts.ColumnFacts;
import io.godwit.validator.facts.DatabaseFacts;
import io.godwit.validator.facts.IndexFacts;
import io.godwit.validator.facts.Relation;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// The table a CREATE TABLE makes that has not run.
final class TableMade {
    private final DatabaseFacts facts;
    private final Statement.CreateTable create;

    TableMade(DatabaseFacts facts, Statement.CreateTable create) {
        this.facts = facts;
        this.create = create;
    }

    Relation relation() {
        TableShape shape = create.shape();
        Relation.Kind kind = shape.partitionBy().isPresent() ? Relation.Kind.PARTITIONED_TABLE : Relation.Kind.TABLE;
        List<ObjectName> parents = Stream.concat(shape.partitionOf().stream(), shape.inherits().stream())
                .toList();
        Relation table = Relation.made(
                        create.table(), kind, false, shape.partitionBy().orElse(""))
                .withParents(parents, shape.bound());
        List<ColumnFacts> columns = new ArrayList<>();
        parents.stream()
                .flatMap(parent -> columns(parent).stream())
                .map(ColumnFacts::asInherited)
                .forEach(columns::add);
        shape.like().forEach(like -> columns.addAll(columns(like.source())));
        table = table.withColumns(columns);
        for (ColumnDefinition column : create.columns()) {
            table = TableAfter.withColumn(facts, table, column);
        }
        for (ConstraintDefinition constraint : create.constraints()) {
            table = ConstraintAfter.added(facts, table, constraint);
        }
        return shape.partitionOf().map(this::keyOf).map(table::withIndexes).orElse(table);
    }

    private List<ColumnFacts> columns(ObjectName table) {
        return facts.relation(table).map(Relation::columns).orElse(List.of());
    }

    /// The parent's indexes, each with a name of its own.
    private List<IndexFacts> keyOf(ObjectName parent) {
        return facts.relation(parent).map(Relation::indexes).orElse(List.of()).stream()
                .map(index -> index.named(create.table()
                                .sibling(IndexNames.chosen(
                                        facts,
                                        create.table(),
                                        index.primary() ? "" : String.join("_", index.keys()),
                                        index.primary() ? "pkey" : "idx")))
                        .attachedTo(index.name()))
                .toList();
    }
}
