package io.godwit.validator.prediction;

import io.godwit.model.SqlName;
import io.godwit.model.catalog.ObjectName;
import io.godwit.postgres.statement.OnTemporaryTable;
import io.godwit.validator.facts.CatalogQuestions.Objection;
import io.godwit.validator.facts.Relation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Asks PostgreSQL whether a partition fits among the others: bounds that overlap, columns and constraints that differ.
/// The partitioned table is made again, empty and temporary, with the bounds of its partitions.
final class PartitionedStandIn {
    /// Beyond that, asking takes longer than it is worth.
    private static final int MOST = 300;

    private final Draft draft;
    private final Relation parent;

    PartitionedStandIn(Draft draft, Relation parent) {
        this.draft = draft;
        this.parent = parent;
    }

    void refuseNew(ObjectName partition, String bound) {
        refuse(
                tables("including constraints"),
                "create temporary table " + OnTemporaryTable.named(partition) + " partition of "
                        + OnTemporaryTable.named(parent.name()) + " " + bound);
    }

    void refuseAttached(Relation partition, String bound) {
        List<String> tables = tables("including all excluding identity");
        tables.add(
                draft.setting().changed().isNew(partition.name())
                        ? spelled(partition)
                        : AskedRefusal.standIn(partition.name()));
        refuse(
                tables,
                "alter table " + OnTemporaryTable.named(parent.name()) + " attach partition "
                        + OnTemporaryTable.named(partition.name()) + " " + bound);
    }

    private static String spelled(Relation table) {
        return table.columns().stream()
                .map(column ->
                        SqlName.quoted(column.name()) + " " + column.type() + (column.notNull() ? " not null" : ""))
                .collect(Collectors.joining(
                        ", ", "create temporary table " + OnTemporaryTable.named(table.name()) + " (", ")"));
    }

    private List<String> tables(String like) {
        List<String> tables = new ArrayList<>();
        tables.add("create temporary table " + OnTemporaryTable.named(parent.name()) + " (like "
                + parent.name().sql() + " " + like + ") partition by " + parent.partitionBy());
        Set<String> taken = new HashSet<>(Set.of(parent.name().name()));
        for (ObjectName child : parent.children()) {
            Optional<Relation> known = draft.found(child).filter(found -> taken.add(child.name()));
            known.ifPresent(found -> tables.add("create temporary table " + OnTemporaryTable.named(child)
                    + " partition of " + OnTemporaryTable.named(parent.name()) + " " + found.bound()));
        }
        return tables;
    }

    private void refuse(List<String> tables, String statement) {
        boolean asked = !draft.facts().isUnknown()
                && !parent.columns().isEmpty()
                && parent.children().size() <= MOST
                && !draft.setting().changed().isNew(parent.name());
        Optional<Objection> said = asked ? draft.setting().questions().objection(tables, statement) : Optional.empty();
        said.ifPresent(objection -> {
            throw new Refused(objection.message());
        });
    }
}
