package io.godwit.validator.pattern;

import io.godwit.model.catalog.Catalog;
import io.godwit.model.catalog.Column;
import io.godwit.model.catalog.Constraint;
import io.godwit.model.catalog.ObjectKind;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.catalog.Table;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A table with its partitions, which change with it. Columns, checks and triggers reach the partitions through the
/// table;
/// indexes and the keys that rest on them are made for each and attached.
///
/// @param members  each behind its own partitions, the table itself last; a table without partitions is alone
/// @param attached which index of a partition is part of which index of its parent
record PartitionTree(List<Table> members, Set<Attached> attached) {
    PartitionTree {
        members = List.copyOf(members);
        attached = Set.copyOf(attached);
    }

    record Attached(ObjectName part, ObjectName whole) {}

    /// @param root a table that is no partition itself
    static PartitionTree under(Table root, Catalog catalog) {
        List<Table> members = new ArrayList<>();
        addBelow(root, catalog, members);
        Set<Attached> attached = new HashSet<>();
        catalog.objects().values().stream()
                .filter(object -> object.kind() == ObjectKind.INDEX_PARTITION)
                .map(object -> object.identity().split(" of "))
                .filter(pair -> pair.length == 2)
                .forEach(pair ->
                        attached.add(new Attached(ObjectName.identified(pair[0]), ObjectName.identified(pair[1]))));
        return new PartitionTree(members, attached);
    }

    private static void addBelow(Table table, Catalog catalog, List<Table> members) {
        catalog.tables().values().stream()
                .filter(other -> other.lineage().parents().contains(table.name()))
                .forEach(part -> addBelow(part, catalog, members));
        members.add(table);
    }

    static boolean isDivided(Table table) {
        return table.lineage().partitionKey().isPresent();
    }

    Table root() {
        return members.getLast();
    }

    /// Those that hold rows.
    Stream<Table> leaves() {
        return members.stream().filter(member -> !isDivided(member));
    }

    /// The indexes of partitions that are part of an index.
    List<ObjectName> partsOf(ObjectName index) {
        return attached.stream()
                .filter(pair -> pair.whole().equals(index))
                .map(Attached::part)
                .sorted()
                .toList();
    }

    /// What keeps a column from being changed beside itself in all of them: a partition that has its own idea of it, of
    /// its keys or checks; or that its values say which partition a row is in, which no trigger may change.
    ///
    /// @return in words; empty if nothing does
    Optional<String> disagreement(Column column) {
        String name = column.name();
        if (!root().lineage().parents().isEmpty() || members.size() > 1 && !isDivided(root())) {
            return Optional.of(root().name() + " is part of an inheritance");
        }
        return Stream.<Supplier<Optional<String>>>of(
                        () -> first(member -> isDividedBy(member, name))
                                .map(member -> name + " says which partition of " + member.name()
                                        + " a row is in, and no trigger may change that"),
                        () -> first(member ->
                                        member.column(name).filter(same(column)).isEmpty())
                                .map(member -> name + " has another default in " + member.name()
                                        + ", or is required only in one of the two"),
                        () -> first(member -> !keys(member, name).equals(keys(root(), name)))
                                .map(member -> member.name() + " has a key of its own with " + name),
                        () -> first(member -> member.constraints().stream()
                                        .anyMatch(constraint -> constraint instanceof Constraint.Check check
                                                && check.expression().contains(name)
                                                && !root().constraints().contains(check)))
                                .map(member -> member.name() + " has a check of its own with " + name))
                .flatMap(obstacle -> obstacle.get().stream())
                .findFirst();
    }

    private Optional<Table> first(Predicate<Table> wrong) {
        return members.reversed().stream().filter(wrong).findFirst();
    }

    /// A number that PostgreSQL gives to rows of the whole table is no default of its partitions before version 17.
    private static Predicate<Column> same(Column column) {
        return part -> part.type().equals(column.type())
                && part.nullable() == column.nullable()
                && (part.defaultExpression().equals(column.defaultExpression())
                        || !(column.generation() instanceof Column.Generation.None));
    }

    static boolean isDividedBy(Table table, String column) {
        return table.lineage()
                .partitionKey()
                .filter(key -> Pattern.compile("(?<![\\w])" + Pattern.quote(column) + "(?![\\w])")
                        .matcher(key)
                        .find())
                .isPresent();
    }

    private static List<String> keys(Table table, String column) {
        ColumnIndexes indexes = new ColumnIndexes(table, column);
        return Stream.concat(
                        indexes.uniques().stream().map(key -> "unique " + key.columns() + key.nullsNotDistinct()),
                        indexes.primaryKey().stream().map(key -> "primary " + key.columns()))
                .sorted()
                .toList();
    }
}
