package io.godwit.validator.pattern;

import io.godwit.model.catalog.Column;
import io.godwit.model.catalog.Constraint;
import io.godwit.model.catalog.Index;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.catalog.Table;
import io.godwit.model.plan.Step;
import io.godwit.model.statement.ParsedStatement;
import io.godwit.model.statement.Statement;
import io.godwit.model.statement.TableChange;
import io.godwit.validator.facts.CatalogQuestions;
import io.godwit.validator.prediction.Predictor;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// ALTER COLUMN TYPE that rewrites a table with rows: a second column of the new type follows the first by a trigger,
/// is filled in batches, gets its indexes concurrently, and takes the name over in one short transaction. The old one
/// follows from then on, until it is dropped: up to there the way back keeps every value.
///
/// Columns of a primary key, of foreign keys, of indexed expressions and of partitions are left alone, and conversions
/// that make NULL of a value: nothing would tell which rows have been converted.
public final class ConvertedColumn implements SafePattern {
    /// From here on a rewrite is felt; smaller tables are rewritten in less time than the pattern needs.
    private static final long FELT_ROWS = 20_000;

    private static final long FELT_BYTES = 16L << 20;

    @Override
    public String code() {
        return "GW102";
    }

    @Override
    public String explanation() {
        return "A second column of the new type is filled beside the first and takes its name over:"
                + " changing the type in place would rewrite the whole table under ACCESS EXCLUSIVE.";
    }

    @Override
    public Optional<List<Step>> rewrite(
            Step step, ParsedStatement statement, Situation before, CatalogQuestions questions) {
        if (!(statement.statement()
                        instanceof Statement.AlterTable(ObjectName name, List<TableChange> changes, var _, var _))
                || !isLarge(name, before)) {
            return Optional.empty();
        }
        Optional<TableChange.ChangeType> type = typeChange(changes);
        Optional<Table> table = before.catalog().table(name);
        Optional<Column> column = type.flatMap(change -> table.flatMap(found -> found.column(change.column())));
        if (type.isEmpty() || table.isEmpty() || column.isEmpty() || !isFree(table.get(), column.get(), before)) {
            return Optional.empty();
        }
        if (!Predictor.alone(statement, before.setting()).rewrites(name)) {
            return Optional.empty();
        }
        if (type.get().using().orElse("").matches("(?is).*\\bnullif\\b.*")) {
            return Optional.empty();
        }
        Optional<String> value = newDefault(changes, column.get());
        return Optional.of(new ColumnConversion(step, table.get(), column.get(), type.get(), value).steps());
    }

    /// A table of which nothing is known may be.
    private static boolean isLarge(ObjectName table, Situation before) {
        return before.mayHoldRows(table)
                && before.statistics()
                        .table(table)
                        .map(known -> known.rows() >= FELT_ROWS || known.totalBytes() >= FELT_BYTES)
                        .orElse(true);
    }

    /// The one type change of a command that otherwise concerns the same column's default.
    private static Optional<TableChange.ChangeType> typeChange(List<TableChange> changes) {
        List<TableChange.ChangeType> types = changes.stream()
                .filter(TableChange.ChangeType.class::isInstance)
                .map(TableChange.ChangeType.class::cast)
                .toList();
        boolean only = changes.stream().allMatch(change -> switch (change) {
            case TableChange.ChangeType _ -> true;
            case TableChange.SetDefault set -> isOf(types, set.column());
            case TableChange.DropDefault drop -> isOf(types, drop.column());
            case TableChange _ -> false;
        });
        return only && types.size() == 1 ? Optional.of(types.getFirst()) : Optional.empty();
    }

    private static boolean isOf(List<TableChange.ChangeType> types, String column) {
        return types.stream().allMatch(type -> type.column().equals(column));
    }

    private static Optional<String> newDefault(List<TableChange> changes, Column column) {
        Optional<String> value = column.defaultExpression();
        for (TableChange change : changes) {
            value = switch (change) {
                case TableChange.SetDefault set -> Optional.of(set.expression());
                case TableChange.DropDefault _ -> Optional.empty();
                case TableChange _ -> value;
            };
        }
        return value;
    }

    private static boolean isFree(Table table, Column column, Situation before) {
        String name = column.name();
        String key = "table column " + table.name().identity(name);
        boolean depended = before.catalog().objects().values().stream()
                .anyMatch(object -> object.uses().contains(key));
        boolean related = table.lineage().partitionKey().isPresent()
                || !table.lineage().parents().isEmpty()
                || before.isPartitioned(table.name())
                || before.catalog().tables().values().stream()
                        .anyMatch(other -> other.lineage().parents().contains(table.name()));
        boolean computed = table.columns().stream().map(Column::generation).anyMatch(generation -> switch (generation) {
            case Column.Generation.Stored(String expression) -> expression.contains(name);
            case Column.Generation.Virtual(String expression) -> expression.contains(name);
            case Column.Generation.None _, Column.Generation.Serial _, Column.Generation.Identity _ -> false;
        });
        return column.generation() instanceof Column.Generation.None
                && !depended
                && !related
                && !computed
                && table.column(ColumnConversion.fresh(name)).isEmpty()
                && table.constraints().stream().allMatch(constraint -> movable(constraint, name))
                && table.indexes().stream().allMatch(index -> movable(index, name))
                && before.catalog().tables().values().stream()
                        .flatMap(other -> other.constraints().stream())
                        .noneMatch(constraint -> constraint instanceof Constraint.ForeignKey foreign
                                && foreign.referencedTable().equals(table.name())
                                && foreign.referencedColumns().contains(name));
    }

    private static boolean movable(Constraint constraint, String column) {
        return switch (constraint) {
            case Constraint.PrimaryKey key -> !key.columns().contains(column);
            case Constraint.Unique _ -> true;
            case Constraint.ForeignKey key -> !key.columns().contains(column);
            case Constraint.Check _ -> true;
            case Constraint.Other other -> !other.definition().contains(column);
        };
    }

    private static boolean movable(Index index, String column) {
        return Stream.concat(
                        index.predicate().stream(), index.keys().stream().flatMap(key -> key.expression().stream()))
                .noneMatch(text -> text.contains(column));
    }
}
