package io.godwit.model.planning;

import io.godwit.model.catalog.Catalog;
import io.godwit.model.catalog.Column;
import io.godwit.model.catalog.DataType;
import io.godwit.model.catalog.EnumType;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.change.SchemaChange;
import io.godwit.model.change.SchemaChange.AddColumn;
import io.godwit.model.change.SchemaChange.ChangeDefault;
import io.godwit.model.change.SchemaChange.SetNotNull;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Gives existing rows a neutral value where a column becomes required and nobody can be asked: between two schemas
/// nothing is known of the rows, and a plan that only works without any would be none.
///
/// @param changes to be planned
/// @param notes   which rows get which value, one sentence each
public record AssumedValues(List<SchemaChange> changes, List<String> notes) {
    public AssumedValues {
        changes = List.copyOf(changes);
        notes = List.copyOf(notes);
    }

    /// Nobody gave a value.
    public static AssumedValues in(List<SchemaChange> changes, Catalog wanted) {
        return in(changes, wanted, Answers.none());
    }

    /// The same changes, none of which needs an answer for existing rows. A type without a neutral value is left as it
    /// is.
    ///
    /// @param wanted  the catalog they lead to
    /// @param answers the values somebody gave, which are not made up
    public static AssumedValues in(List<SchemaChange> changes, Catalog wanted, Answers answers) {
        List<SchemaChange> all = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        for (SchemaChange change : changes) {
            switch (change) {
                case AddColumn(ObjectName table, Column column)
                when needsValue(column)
                        && answers.to(Answers.valueQuestion(table.toString(), column.name()))
                                .isEmpty() -> {
                    Optional<String> value = value(column, wanted, changes);
                    all.add(new AddColumn(table, value.map(column::withDefault).orElse(column)));
                    value.ifPresent(sql -> {
                        all.add(new ChangeDefault(table, column.name(), Optional.of(sql), Optional.empty()));
                        notes.add(note(table, column, sql));
                    });
                }
                case SetNotNull(ObjectName table, Column column) -> {
                    Optional<String> value = value(column, wanted, changes);
                    all.add(new SetNotNull(table, value.map(column::withDefault).orElse(column)));
                    value.ifPresent(sql -> notes.add(note(table, column, sql)));
                }
                case SchemaChange other -> all.add(other);
            }
        }
        return new AssumedValues(all, notes);
    }

    private static String note(ObjectName table, Column column, String value) {
        return "Rows of " + table + " without a " + column.name() + " get " + value
                + ": put the right value in its place if there are any.";
    }

    private static boolean needsValue(Column column) {
        return !column.nullable()
                && column.defaultExpression().isEmpty()
                && column.generation() instanceof Column.Generation.None;
    }

    /// A label that is there already: taken back, a new one would leave its rows without any.
    private static Optional<String> value(Column column, Catalog wanted, List<SchemaChange> changes) {
        return Placeholder.of(column)
                .or(() -> wanted.enums().values().stream()
                        .filter(type -> DataType.of(type.name()).equals(column.type()))
                        .flatMap(type -> type.labels().stream().filter(label -> !isAdded(type, label, changes)))
                        .map(io.godwit.model.SqlName::literal)
                        .findFirst());
    }

    private static boolean isAdded(EnumType type, String label, List<SchemaChange> changes) {
        return changes.stream()
                .anyMatch(change -> change instanceof SchemaChange.AddEnumValue added
                        && added.type().equals(type.name())
                        && added.label().equals(label));
    }
}
