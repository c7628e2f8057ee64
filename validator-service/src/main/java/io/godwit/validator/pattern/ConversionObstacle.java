package io.godwit.validator.pattern;

import io.godwit.model.catalog.Catalog;
import io.godwit.model.catalog.Column;
import io.godwit.model.catalog.Constraint;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.catalog.Table;
import io.godwit.model.statement.TableChange;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Why a column cannot be given another type by a second column beside it, in words that go on from "stays in its plain
/// form:".
final class ConversionObstacle {
    private ConversionObstacle() {}

    /// @return empty if nothing stands in the way
    static Optional<String> of(Table table, Column column, TableChange.ChangeType type, Catalog catalog) {
        // Integers of all sizes can refer to each other, so one end of a foreign key may change before the other.
        boolean counted = Numbering.isCounted(column.type().sql()) && Numbering.isCounted(type.type());
        PartitionTree tree = PartitionTree.under(table, catalog);
        return Stream.<Supplier<Optional<String>>>of(
                        () -> computed(table, column, counted),
                        () -> tree.disagreement(column),
                        () -> used(tree, column.name(), catalog),
                        () -> taken(table, column.name()),
                        () -> others(table, column.name()),
                        () -> references(tree, column.name(), counted, catalog))
                .flatMap(obstacle -> obstacle.get().stream())
                .findFirst();
    }

    /// Nothing would tell which rows have been converted.
    static Optional<String> ofValues(TableChange.ChangeType type) {
        return type.using()
                .filter(expression -> expression.matches("(?is).*\\bnullif\\b.*"))
                .map(_ -> "values become NULL, which nothing tells from those that are yet to be converted");
    }

    private static Optional<String> computed(Table table, Column column, boolean counted) {
        boolean stored = switch (column.generation()) {
            case Column.Generation.None _ -> true;
            case Column.Generation.Serial _, Column.Generation.Identity _ -> counted;
            case Column.Generation.Stored _, Column.Generation.Virtual _ -> false;
        };
        if (!stored) {
            return Optional.of("its values are made by PostgreSQL");
        }
        return table.columns().stream()
                .filter(other -> switch (other.generation()) {
                    case Column.Generation.Stored(String expression) -> expression.contains(column.name());
                    case Column.Generation.Virtual(String expression) -> expression.contains(column.name());
                    case Column.Generation.None _, Column.Generation.Serial _, Column.Generation.Identity _ -> false;
                })
                .map(other -> "the column " + other.name() + " is computed from it")
                .findFirst();
    }

    private static Optional<String> used(PartitionTree tree, String column, Catalog catalog) {
        List<String> keys = tree.members().stream()
                .map(member -> "table column " + member.name().identity(column))
                .toList();
        return catalog.objects().values().stream()
                .filter(object -> !object.isLabel())
                .filter(object -> object.uses().stream().anyMatch(keys::contains))
                .map(object -> "the " + object.key() + " uses it")
                .findFirst();
    }

    private static Optional<String> taken(Table table, String column) {
        return Stream.of(Conversion.fresh(column), Conversion.before(column))
                .filter(name -> table.column(name).isPresent())
                .map(name -> "the table has a column " + name + " already, whose name is needed")
                .findFirst();
    }

    private static Optional<String> others(Table table, String column) {
        return table.constraints().stream()
                .filter(constraint ->
                        constraint instanceof Constraint.Other(var _, String definition) && definition.contains(column))
                .map(constraint -> "the constraint " + constraint.name() + " cannot be made a second time")
                .findFirst();
    }

    private static Optional<String> references(PartitionTree tree, String column, boolean counted, Catalog catalog) {
        return tree.members().reversed().stream()
                .flatMap(member -> Reference.with(member.name(), column, catalog).stream())
                .flatMap(reference -> reference(reference, counted, catalog).stream())
                .findFirst();
    }

    private static Optional<String> reference(Reference reference, boolean counted, Catalog catalog) {
        String key = "the foreign key " + reference.key().name() + " of " + reference.holder();
        if (!counted) {
            return Optional.of("the two ends of " + key + " would not fit each other meanwhile");
        }
        return Stream.of(reference.holder(), reference.key().referencedTable())
                .distinct()
                .filter(table -> isDivided(table, catalog))
                .map(table -> key + " cannot be made a second time without reading all partitions of " + table
                        + " under a strong lock")
                .findFirst();
    }

    private static boolean isDivided(ObjectName table, Catalog catalog) {
        return catalog.table(table)
                .filter(found -> Relatives.has(found, catalog))
                .isPresent();
    }
}
