package io.godwit.analyzer.django;

import io.godwit.analyzer.model.DesiredSchema.Element;
import io.godwit.model.SourceLocation;
import io.godwit.model.catalog.Column;
import io.godwit.model.catalog.Constraint;
import io.godwit.model.catalog.DataType;
import io.godwit.model.catalog.Index;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.catalog.PostgresNames;
import io.godwit.model.catalog.ReferentialAction;
import io.godwit.model.catalog.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// From a model to its table.
final class ModelTables {
    private final Columns columns;
    private final Arguments arguments;
    private final MetaIndexes metaIndexes;
    private final MetaConstraints metaConstraints;
    private final RowValues values;
    private final Map<Element, SourceLocation> locations = new HashMap<>();
    private final Map<Element, String> names = new HashMap<>();
    private final Map<Element, String> rowValues = new HashMap<>();

    ModelTables(Columns columns, Arguments arguments, Gaps gaps) {
        this.columns = columns;
        this.arguments = arguments;
        this.metaIndexes = new MetaIndexes(columns, arguments, gaps);
        this.metaConstraints = new MetaConstraints(columns, arguments, gaps);
        this.values = new RowValues(arguments);
    }

    Map<Element, SourceLocation> locations() {
        return locations;
    }

    /// What the models call tables and columns.
    Map<Element, String> names() {
        return names;
    }

    /// What existing rows get in required columns.
    Map<Element, String> rowValues() {
        return rowValues;
    }

    /// What existing rows get in a column; empty where nobody knows, or nothing has to be given.
    Optional<String> rowValue(FieldColumn column) {
        return values.of(column);
    }

    Table of(ModelClass model) {
        ObjectName name = model.table();
        locate(name, "", model.location());
        names.put(Element.whole(name), model.label() + "." + model.name());
        List<Constraint> constraints = new ArrayList<>();
        List<Index> indexes = new ArrayList<>();
        List<FieldColumn> fieldColumns = columns.of(model);
        for (FieldColumn column : fieldColumns) {
            locate(name, column.column().name(), column.field().location());
            ofColumn(name, column, constraints, indexes);
            Element element = new Element(name, column.column().name());
            names.put(element, nameOf(model, column.field()));
            if (!column.column().nullable()) {
                values.of(column).ifPresent(value -> rowValues.put(element, value));
            }
        }
        compositeKey(model).ifPresent(constraints::add);
        for (MetaConstraints.Declared declared : metaConstraints.of(model)) {
            switch (declared) {
                case MetaConstraints.Declared.OfConstraint(Constraint constraint, SourceLocation location) -> {
                    constraints.add(constraint);
                    locate(name, constraint.name(), location);
                }
                case MetaConstraints.Declared.OfIndex(Index index, SourceLocation location) -> {
                    indexes.add(index);
                    locate(name, index.name(), location);
                }
            }
        }
        for (MetaIndexes.Declared declared : metaIndexes.of(model)) {
            indexes.add(declared.index());
            locate(name, declared.index().name(), declared.location());
        }
        return table(name, fieldColumns.stream().map(FieldColumn::column).toList(), constraints, indexes);
    }

    /// What the code calls a field.
    static String nameOf(ModelClass model, Field field) {
        return model.label() + "." + model.name() + "." + field.name();
    }

    static Table table(ObjectName name, List<Column> columns, List<Constraint> constraints, List<Index> indexes) {
        return new Table(
                name,
                columns,
                constraints.stream()
                        .sorted(Comparator.comparing(Constraint::name))
                        .toList(),
                indexes.stream().sorted(Comparator.comparing(Index::name)).toList());
    }

    private void ofColumn(ObjectName table, FieldColumn column, List<Constraint> constraints, List<Index> indexes) {
        String name = column.column().name();
        SourceLocation location = column.field().location();
        int constraintsBefore = constraints.size();
        int indexesBefore = indexes.size();
        if (column.primaryKey()) {
            constraints.add(new Constraint.PrimaryKey(PostgresNames.primaryKey(table.name()), List.of(name)));
        } else if (column.unique()) {
            constraints.add(new Constraint.Unique(PostgresNames.unique(table.name(), name), List.of(name), false));
        }
        if (FieldTypes.POSITIVE.contains(column.field().internalName())) {
            constraints.add(new Constraint.Check(
                    PostgresNames.check(table.name(), name),
                    "(" + io.godwit.model.catalog.QuotedWhereNeeded.identifier(name) + " >= 0)",
                    true));
        }
        if (column.target().isPresent() && arguments.truth(column.field(), "db_constraint", true)) {
            constraints.add(foreignKey(table, name, column.target().get(), onDelete(column.field())));
        }
        indexes.addAll(indexes(table, column));
        constraints.stream().skip(constraintsBefore).forEach(each -> locate(table, each.name(), location));
        indexes.stream().skip(indexesBefore).forEach(each -> locate(table, each.name(), location));
    }

    /// Only the `DB_` actions, from Django 6.1 on, are the database's; all others are Python's.
    private static ReferentialAction onDelete(Field field) {
        String action = field.argument("on_delete")
                .flatMap(written -> written.expression().dotted())
                .orElse("");
        return switch (action.substring(action.lastIndexOf('.') + 1)) {
            case "DB_CASCADE" -> ReferentialAction.CASCADE;
            case "DB_SET_NULL" -> ReferentialAction.SET_NULL;
            case "DB_SET_DEFAULT" -> ReferentialAction.SET_DEFAULT;
            default -> ReferentialAction.NO_ACTION;
        };
    }

    static Constraint.ForeignKey foreignKey(
            ObjectName table, String column, FieldColumn.Target target, ReferentialAction onDelete) {
        return new Constraint.ForeignKey(
                GeneratedNames.foreignKey(table.name(), column, target.table().name(), target.column()),
                List.of(column),
                target.table(),
                List.of(target.column()),
                onDelete,
                ReferentialAction.NO_ACTION,
                Optional.of("DEFERRABLE INITIALLY DEFERRED"),
                true);
    }

    private static List<Index> indexes(ObjectName table, FieldColumn column) {
        return indexes(table, column.column(), column.indexed(), column.unique());
    }

    /// An index on the column, and, for texts, one more that serves LIKE whatever the database's collation.
    static List<Index> indexes(ObjectName table, Column column, boolean indexed, boolean unique) {
        List<Index> indexes = new ArrayList<>();
        List<String> names = List.of(column.name());
        if (indexed && !unique) {
            indexes.add(Index.btree(GeneratedNames.index(table.name(), names, ""), false, names));
        }
        Optional<String> operatorClass = patternClass(column.type());
        if ((indexed || unique) && operatorClass.isPresent()) {
            indexes.add(new Index(
                    GeneratedNames.index(table.name(), names, "_like"),
                    false,
                    "btree",
                    List.of(new Index.Key(Optional.of(column.name()), Optional.empty(), false, false, operatorClass)),
                    List.of(),
                    Optional.empty(),
                    false,
                    true));
        }
        return indexes;
    }

    /// A collation somebody made may be nondeterministic, which has no such index.
    private static Optional<String> patternClass(DataType type) {
        if (type.isArray() || type.sql().contains(" COLLATE ") && !type.sql().contains(" COLLATE pg_catalog.")) {
            return Optional.empty();
        }
        if (type.sql().startsWith("character varying")) {
            return Optional.of("varchar_pattern_ops");
        }
        return type.sql().equals("text") || type.sql().startsWith("text COLLATE ")
                ? Optional.of("text_pattern_ops")
                : Optional.empty();
    }

    private Optional<Constraint> compositeKey(ModelClass model) {
        return model.fields().stream()
                .filter(field -> field.internalName().equals("CompositePrimaryKey"))
                .findFirst()
                .flatMap(field -> field.argument("fields"))
                .flatMap(arguments::texts)
                .map(names -> names.stream()
                        .flatMap(name -> columns.named(model, name).stream())
                        .map(column -> column.column().name())
                        .toList())
                .filter(names -> !names.isEmpty())
                .map(names -> new Constraint.PrimaryKey(
                        PostgresNames.primaryKey(model.table().name()), names));
    }

    private void locate(ObjectName object, String part, SourceLocation location) {
        locations.put(new Element(object, part), location);
    }
}
