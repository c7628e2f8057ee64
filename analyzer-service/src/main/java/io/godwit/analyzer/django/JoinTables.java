package io.godwit.analyzer.django;

import io.godwit.model.catalog.Column;
import io.godwit.model.catalog.Column.Generation;
import io.godwit.model.catalog.Constraint;
import io.godwit.model.catalog.DataType;
import io.godwit.model.catalog.Index;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.catalog.PostgresNames;
import io.godwit.model.catalog.ReferentialAction;
import io.godwit.model.catalog.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The tables of many-to-many fields that have no model of their own.
final class JoinTables {
    private final Columns columns;
    private final Arguments arguments;
    private final DjangoVersion version;
    private final Gaps gaps;

    JoinTables(Columns columns, Arguments arguments, DjangoVersion version, Gaps gaps) {
        this.columns = columns;
        this.arguments = arguments;
        this.version = version;
        this.gaps = gaps;
    }

    /// @param autoField the field of the table's own key
    Optional<Table> of(ModelClass model, Field field, String autoField) {
        if (arguments.isGiven(field, "through")) {
            return Optional.empty();
        }
        Optional<Columns.Key> to = columns.target(model, field);
        Optional<FieldColumn> from =
                columns.of(model).stream().filter(FieldColumn::primaryKey).findFirst();
        if (to.isEmpty() || from.isEmpty()) {
            if (from.isEmpty()) {
                gaps.of(model, field, "the key of " + model.name() + " is not understood");
            }
            return Optional.empty();
        }
        ObjectName name = arguments
                .text(field, "db_table")
                .map(Models::tableNamed)
                .orElseGet(() ->
                        model.table().sibling(GeneratedNames.table(model.table().name() + "_" + field.name())));
        String fromName = model.name().toLowerCase(Locale.ROOT);
        String toName = columns.targetName(model, field);
        boolean toItself = fromName.equals(toName);
        Column fromColumn = Column.of(
                (toItself ? "from_" + fromName : fromName) + "_id",
                from.get().column().type().sql(),
                false);
        Column toColumn = Column.of(
                (toItself ? "to_" + toName : toName) + "_id", to.get().type().sql(), false);
        FieldColumn.Target fromTarget =
                new FieldColumn.Target(model.table(), from.get().column().name());
        return Optional.of(table(
                name,
                key(name, autoField),
                fromColumn,
                fromTarget,
                toColumn,
                to.get().at(),
                arguments.truth(field, "db_constraint", true)));
    }

    private static Table table(
            ObjectName name,
            Column key,
            Column from,
            FieldColumn.Target fromTarget,
            Column to,
            FieldColumn.Target toTarget,
            boolean hasForeignKeys) {
        List<Constraint> constraints = new ArrayList<>();
        List<String> both = List.of(from.name(), to.name());
        constraints.add(new Constraint.PrimaryKey(PostgresNames.primaryKey(name.name()), List.of(key.name())));
        constraints.add(new Constraint.Unique(GeneratedNames.index(name.name(), both, "_uniq"), both, false));
        if (hasForeignKeys) {
            constraints.add(ModelTables.foreignKey(name, from.name(), fromTarget, ReferentialAction.NO_ACTION));
            constraints.add(ModelTables.foreignKey(name, to.name(), toTarget, ReferentialAction.NO_ACTION));
        }
        List<Index> indexes = new ArrayList<>(ModelTables.indexes(name, from, true, false));
        indexes.addAll(ModelTables.indexes(name, to, true, false));
        return ModelTables.table(name, List.of(key, from, to), constraints, indexes);
    }

    private Column key(ObjectName table, String autoField) {
        DataType type = new DataType(FieldTypes.plainType(autoField).orElse("bigint"));
        Column key = Column.of("id", type.sql(), false);
        return version.atLeast(4, 1)
                ? new Column("id", type, false, Optional.empty(), new Generation.Identity(false))
                : key.serial(table);
    }
}
