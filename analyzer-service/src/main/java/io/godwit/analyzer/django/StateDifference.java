package io.godwit.analyzer.django;

import io.godwit.analyzer.model.DesiredSchema.Element;
import io.godwit.analyzer.model.PlainStatements;
import io.godwit.model.SqlName;
import io.godwit.model.catalog.Catalog;
import io.godwit.model.catalog.Column;
import io.godwit.model.catalog.Constraint;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.catalog.Table;
import io.godwit.model.change.SchemaChange;
import io.godwit.model.diff.CatalogDiff;
import io.godwit.model.diff.Reconciliation;
import io.godwit.model.diff.Rename;
import io.godwit.model.diff.Renamed;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// The statements that lead from the tables of one state to those of the next.
final class StateDifference {
    private final Catalog before;
    private final Catalog after;
    private final List<Rename> renames;

    StateDifference(List<Table> before, List<Table> after, List<Rename> renames) {
        this.before = catalog(before);
        this.after = catalog(after);
        this.renames = renames;
    }

    private static Catalog catalog(List<Table> tables) {
        return Catalog.of(Project.schemas(tables), Set.of(), tables, List.of());
    }

    /// The statements, in the order in which they run.
    ///
    /// @param actual    the database as it is by now, for the names of what goes
    /// @param rowValues what existing rows get in a column that is new or becomes required
    /// @param indexes   whether an index under another name is to be renamed; Django leaves generated names alone
    List<String> statements(Catalog actual, Map<Element, String> rowValues, IndexNames indexes) {
        Catalog renamed = Renamed.in(before, renames);
        List<SchemaChange> changes = new ArrayList<>();
        List<String> first =
                new ArrayList<>(renames.stream().map(StateDifference::statement).toList());
        List<String> last = new ArrayList<>();
        for (SchemaChange change : CatalogDiff.between(renamed, after)) {
            switch (change) {
                case SchemaChange.RenameIndex _ -> {
                    if (indexes == IndexNames.STATED) {
                        changes.add(change);
                    }
                }
                // Django drops a foreign key and adds it under its new name; of other constraints it leaves the names
                // alone.
                case SchemaChange.RenameConstraint(var _, Constraint.ForeignKey _, var _) ->
                    changes.add(namedAsIn(actual, change));
                case SchemaChange.RenameConstraint _ -> {}
                case SchemaChange.AddColumn(ObjectName table, Column column) -> {
                    Optional<String> value = Optional.ofNullable(rowValues.get(new Element(table, column.name())));
                    changes.add(new SchemaChange.AddColumn(
                            table, value.map(column::withDefault).orElse(column)));
                    value.ifPresent(_ -> last.add("ALTER TABLE " + table.sql() + " ALTER COLUMN "
                            + SqlName.quoted(column.name()) + " DROP DEFAULT"));
                }
                case SchemaChange.SetNotNull(ObjectName table, Column column) -> {
                    String name = SqlName.quoted(column.name());
                    Optional.ofNullable(rowValues.get(new Element(table, column.name())))
                            .ifPresent(value -> first.add("UPDATE " + table.sql() + " SET " + name + " = " + value
                                    + " WHERE " + name + " IS NULL"));
                    changes.add(change);
                }
                case SchemaChange.DropIndex _, SchemaChange.DropConstraint _ -> changes.add(namedAsIn(actual, change));
                case SchemaChange _ -> changes.add(change);
            }
        }
        return Stream.of(first.stream(), PlainStatements.of(changes, before, renamed).stream(), last.stream())
                .flatMap(statements -> statements)
                .toList();
    }

    /// Where the names of indexes come from.
    enum IndexNames {
        /// An operation states them.
        STATED,
        /// They follow from other names, and stay as they were when these change.
        GENERATED
    }

    private static String statement(Rename rename) {
        return switch (rename) {
            case Rename.OfTable(ObjectName old, ObjectName fresh) ->
                "ALTER TABLE " + old.sql() + " RENAME TO " + SqlName.quoted(fresh.name());
            case Rename.OfColumn(ObjectName table, String old, String fresh) ->
                "ALTER TABLE " + table.sql() + " RENAME COLUMN " + SqlName.quoted(old) + " TO " + SqlName.quoted(fresh);
        };
    }

    private static SchemaChange namedAsIn(Catalog actual, SchemaChange change) {
        return Reconciliation.of(List.of(change), actual).changes().stream()
                .findFirst()
                .orElse(change);
    }
}
