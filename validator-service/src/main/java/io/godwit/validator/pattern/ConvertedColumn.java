package io.godwit.validator.pattern;

import io.godwit.model.catalog.Catalog;
import io.godwit.model.catalog.Column;
import io.godwit.model.catalog.Constraint;
import io.godwit.model.catalog.ObjectKind;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.catalog.Table;
import io.godwit.model.plan.Step;
import io.godwit.model.statement.ParsedStatement;
import io.godwit.model.statement.Statement;
import io.godwit.model.statement.TableChange;
import io.godwit.validator.facts.CatalogQuestions;
import io.godwit.validator.prediction.Prediction;
import io.godwit.validator.prediction.Predictor;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// ALTER COLUMN TYPE that rewrites a table with rows: a second column of the new type follows the first
/// by a trigger, is filled in batches, gets its indexes concurrently, and takes the name over in one
/// short transaction. The old one follows from then on, until it is dropped: up to there the way back
/// keeps every value.
///
/// A column of a primary key or of foreign keys gets a second key and second foreign keys first,
/// validated while others work; a sequence goes on where it is. In a partitioned table the partitions take part: theirs
/// are the indexes. Left alone are columns by which rows are divided among partitions, foreign keys of partitioned
/// tables, columns of inherited tables, columns that views, policies or computed columns use, foreign keys whose two
/// ends would not fit each other meanwhile, and conversions that make NULL of a value: nothing would tell which rows
/// have been converted.
public final class ConvertedColumn implements SafePattern {
    /// From here on a rewrite is felt; smaller tables are rewritten in less time than the pattern needs.
    private static final long FELT_ROWS = 20_000;

    private static final long FELT_BYTES = 16L << 20;

    private static final Pattern BACK = Pattern.compile(
            "(?is) SET DATA TYPE .*? USING (.+?)(?:, ALTER COLUMN \"(?:[^\"]|\"\")++\" SET DEFAULT .*)?$");

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
        if (type.isEmpty()
                || table.isEmpty()
                || column.isEmpty()
                || ConversionObstacle.of(table.get(), column.get(), type.get(), before.catalog())
                        .isPresent()) {
            return Optional.empty();
        }
        Optional<PublishedLists> published =
                PublishedLists.naming(name, column.get().name(), questions);
        if (published.isEmpty()) {
            return Optional.empty();
        }
        PartitionTree tree = PartitionTree.under(table.get(), before.catalog());
        Prediction effect = Predictor.alone(statement, published.get().without(before.setting()));
        if (tree.members().stream().noneMatch(member -> effect.rewrites(member.name()))
                && effect.rebuilt().isEmpty()) {
            return RecheckedType.steps(
                            step, statement, table.get(), column.get().name(), effect)
                    .map(steps -> steps.stream()
                            .map(one -> one.action().statements().contains(statement.text())
                                    ? published.get().aroundIfAny(one)
                                    : one)
                            .toList());
        }
        if (ConversionObstacle.ofValues(type.get()).isPresent()) {
            return Optional.empty();
        }
        Optional<String> value = newDefault(changes, column.get());
        Conversion conversion = new Conversion(
                tree,
                column.get(),
                type.get(),
                value,
                conversionBack(step),
                ColumnGrants.on(name, column.get().name(), questions),
                Reference.with(name, column.get().name(), before.catalog()),
                published.get(),
                tree.members().stream()
                        .flatMap(
                                member -> afterwards(member.name(), column.get().name(), before.catalog()).stream())
                        .toList());
        return Optional.of(new ColumnConversion(step, conversion).steps());
    }

    @Override
    public Optional<String> obstacle(ParsedStatement statement, Situation before) {
        if (!(statement.statement()
                        instanceof Statement.AlterTable(ObjectName name, List<TableChange> changes, var _, var _))
                || !isLarge(name, before)
                || !Predictor.alone(statement, before.setting()).takesLong()) {
            return Optional.empty();
        }
        return typeChange(changes)
                .flatMap(type -> before.catalog()
                        .table(name)
                        .flatMap(table -> table.column(type.column())
                                .flatMap(column -> ConversionObstacle.of(table, column, type, before.catalog())
                                        .or(() -> ConversionObstacle.ofValues(type)))));
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

    /// How the replaced step's undo converts values; empty if by assignment.
    private static Optional<String> conversionBack(Step step) {
        return step.rollback().statements().stream()
                .map(BACK::matcher)
                .filter(Matcher::find)
                .map(found -> found.group(1))
                .findFirst();
    }

    private static List<String> afterwards(ObjectName table, String column, Catalog catalog) {
        Set<String> anew = madeAnew(table, column, catalog);
        Stream<String> comments = catalog.objects().values().stream()
                .filter(object -> object.kind() == ObjectKind.COMMENT && anew.contains(object.identity()))
                .flatMap(object -> object.makes().stream());
        return Stream.concat(comments, TriggerFunctions.compiledAnew(table, catalog).stream())
                .toList();
    }

    /// The column, and the indexes and constraints that are another one's by then.
    private static Set<String> madeAnew(ObjectName table, String column, Catalog catalog) {
        Set<String> keys = new HashSet<>(Set.of("table column " + table.identity(column)));
        catalog.table(table).ifPresent(found -> {
            found.indexes().stream()
                    .filter(index -> index.toString().contains(column))
                    .forEach(index -> keys.add(index(table, index.name())));
            found.constraints().forEach(constraint -> {
                keys.add(index(table, constraint.name()));
                keys.add(constraint(table, constraint.name()));
            });
        });
        catalog.tables()
                .values()
                .forEach(other -> other.constraints().stream()
                        .filter(constraint -> constraint instanceof Constraint.ForeignKey key
                                && key.referencedTable().equals(table)
                                && key.referencedColumns().contains(column))
                        .forEach(constraint -> keys.add(constraint(other.name(), constraint.name()))));
        return keys;
    }

    private static String index(ObjectName table, String name) {
        return "index " + table.sibling(name).identity();
    }

    private static String constraint(ObjectName table, String name) {
        return "table constraint " + table.identityOfConstraint(name);
    }
}
