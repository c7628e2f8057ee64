package io.godwit.validator.rule;

import io.godwit.model.catalog.ObjectName;
import io.godwit.postgres.statistics.DatabaseStatistics;
import io.godwit.postgres.statistics.TableStatistics;
import io.godwit.validator.facts.DatabaseFacts;
import io.godwit.validator.facts.Relation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A table, or those of a partitioned table's partitions a statement works on: who waits for one of them waits for
/// all, and queries name the table they belong to.
///
/// @param root    the table itself, or the one the partitions belong to
/// @param members the tables that hold the rows
record PartitionsTogether(ObjectName root, List<ObjectName> members) {
    PartitionsTogether {
        members = List.copyOf(members);
    }

    static List<PartitionsTogether> of(DatabaseFacts facts, Collection<ObjectName> tables) {
        Map<ObjectName, List<ObjectName>> byRoot = new LinkedHashMap<>();
        tables.forEach(table -> byRoot.computeIfAbsent(root(facts, table), _ -> new ArrayList<>())
                .add(table));
        return byRoot.entrySet().stream()
                .map(group -> new PartitionsTogether(group.getKey(), withoutTable(facts, group.getValue())))
                .toList();
    }

    private static ObjectName root(DatabaseFacts facts, ObjectName table) {
        return facts.relation(table)
                .filter(Relation::isPartition)
                .flatMap(partition -> partition.parents().stream().findFirst())
                .map(parent -> root(facts, parent))
                .orElse(table);
    }

    /// A partitioned table's own figures are the sum of its partitions' already.
    private static List<ObjectName> withoutTable(DatabaseFacts facts, List<ObjectName> tables) {
        List<ObjectName> leaves = tables.stream()
                .distinct()
                .filter(table ->
                        facts.relation(table).filter(Relation::partitioned).isEmpty())
                .toList();
        return leaves.isEmpty() ? List.of(tables.getFirst()) : leaves;
    }

    /// The sum of all; empty if one of them is not known.
    Optional<TableStatistics> statistics(DatabaseStatistics database) {
        if (members.size() == 1 && members.getFirst().equals(root)) {
            return database.table(root);
        }
        List<TableStatistics> known = members.stream()
                .flatMap(table -> database.table(table).stream())
                .toList();
        if (known.size() < members.size()) {
            return Optional.empty();
        }
        double calls =
                known.stream().mapToDouble(TableStatistics::callsPerMinute).sum();
        double ofRoot =
                database.table(root).map(TableStatistics::callsPerMinute).orElse(0.0);
        return Optional.of(new TableStatistics(
                known.stream().mapToLong(TableStatistics::rows).sum(),
                known.stream().allMatch(TableStatistics::exact),
                known.stream().mapToLong(TableStatistics::totalBytes).sum(),
                members.size() > 1,
                Math.max(calls, ofRoot)));
    }

    /// What people call it.
    String words() {
        return members.size() == 1
                ? members.getFirst().toString()
                : root + " with " + members.size() + " partitions at work";
    }
}
