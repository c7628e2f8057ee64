package io.godwit.validator.pattern;

import io.godwit.model.catalog.Catalog;
import io.godwit.model.catalog.Column;
import io.godwit.model.catalog.Column.Generation;
import io.godwit.model.catalog.ObjectKind;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.catalog.SchemaObject;
import io.godwit.model.plan.Step;
import io.godwit.model.statement.ParsedStatement;
import io.godwit.model.statement.Statement;
import io.godwit.model.statement.TableChange;
import io.godwit.validator.facts.CatalogQuestions;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// RENAME COLUMN on a table that others use: a second column takes the old name, filled beforehand and
/// kept the same by triggers, so that old and new code run side by side. The real column has the new
/// name, with its indexes, keys, defaults and dependants; the old name goes when nobody uses it any more.
///
/// Left alone: computed columns, columns of domains, columns that also change their type, inherited tables, columns by
/// which rows are divided among partitions, and tables with a trigger that fires on updates of just this column, which
/// writes under another name would
/// pass by.
public final class RenamedColumn implements SafePattern {
    @Override
    public String code() {
        return "GW108";
    }

    @Override
    public String explanation() {
        return "Both names can be read and written until the old one is quiet: renamed at once, the column is missing for"
                + " code that is running.";
    }

    @Override
    public boolean takesCompanions() {
        return true;
    }

    /// Two columns of different types cannot be kept the same.
    @Override
    public boolean bears(Statement changed, Statement later) {
        return !(later instanceof Statement.AlterTable alter)
                || alter.changes().stream()
                        .noneMatch(change ->
                                change instanceof TableChange.ChangeType type && renames(changed, type.column()));
    }

    private static boolean renames(Statement changed, String column) {
        return changed instanceof Statement.AlterTable alter
                && alter.changes().stream()
                        .anyMatch(change -> change instanceof TableChange.RenameColumn(String old, String fresh)
                                && (old.equals(column) || fresh.equals(column)));
    }

    @Override
    public Optional<List<Step>> rewrite(
            Step step, ParsedStatement statement, Situation before, CatalogQuestions questions) {
        if (!(statement.statement()
                        instanceof Statement.AlterTable(ObjectName name, List<TableChange> changes, var _, var _))
                || changes.size() != 1
                || !(changes.getFirst() instanceof TableChange.RenameColumn(String old, String fresh))
                || !before.mayHoldRows(name)) {
            return Optional.empty();
        }
        Catalog catalog = before.catalog();
        return catalog.table(name)
                .map(found -> PartitionTree.under(found, catalog))
                .flatMap(tree -> tree.root()
                        .column(old)
                        .filter(column -> isFree(tree, column, catalog))
                        .filter(RenamedColumn::isStored)
                        .filter(column -> !isOfDomain(column, catalog))
                        .map(column -> new ColumnRenaming(
                                        step,
                                        tree,
                                        column,
                                        fresh,
                                        fillsItself(column, questions),
                                        triggers(tree, catalog).findAny().isPresent(),
                                        ColumnGrants.on(name, old, questions))
                                .steps()));
    }

    @Override
    public Optional<String> obstacle(ParsedStatement statement, Situation before) {
        return statement.statement()
                                instanceof
                                Statement.AlterTable(ObjectName name, List<TableChange> changes, var _, var _)
                        && changes.size() == 1
                        && changes.getFirst() instanceof TableChange.RenameColumn(String old, String _)
                        && before.mayHoldRows(name)
                ? before.catalog()
                        .table(name)
                        .flatMap(table -> table.column(old)
                                .flatMap(column -> PartitionTree.under(table, before.catalog())
                                        .disagreement(column)))
                : Optional.empty();
    }

    private static boolean isFree(PartitionTree tree, Column column, Catalog catalog) {
        return tree.disagreement(column).isEmpty()
                && tree.root().column(ColumnRenaming.twin(column.name())).isEmpty()
                && triggers(tree, catalog)
                        .noneMatch(trigger -> trigger.makes().toString().contains(" UPDATE OF "));
    }

    private static boolean isStored(Column column) {
        return switch (column.generation()) {
            case Generation.Stored _, Generation.Virtual _ -> false;
            case Generation.None _, Generation.Serial _, Generation.Identity _ -> true;
        };
    }

    /// A second column of a domain with constraints would have the table rewritten.
    private static boolean isOfDomain(Column column, Catalog catalog) {
        String type = column.type().sql().replace("[]", "");
        return catalog.objects().values().stream()
                .anyMatch(object ->
                        object.kind() == ObjectKind.DOMAIN && object.identity().equals(type));
    }

    private static boolean fillsItself(Column column, CatalogQuestions questions) {
        return !(column.generation() instanceof Generation.None)
                || column.defaultExpression()
                        .filter(value -> questions
                                .defaultNeedsRewrite(column.type().sql(), value)
                                .orElse(true))
                        .isPresent();
    }

    private static Stream<SchemaObject> triggers(PartitionTree tree, Catalog catalog) {
        return tree.members().stream().flatMap(member -> triggers(member.name(), catalog));
    }

    private static Stream<SchemaObject> triggers(ObjectName table, Catalog catalog) {
        String used = "table " + table.identity();
        return catalog.objects().values().stream()
                .filter(object -> object.kind() == ObjectKind.TRIGGER)
                .filter(object -> object.uses().stream()
                        .anyMatch(use -> use.equals(used) || use.startsWith("table column " + table.identity() + ".")));
    }
}
