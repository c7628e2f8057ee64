package io.godwit.analyzer.django;

import io.godwit.analyzer.django.Field.Kind;
import io.godwit.analyzer.model.PostgresTypes;
import io.godwit.analyzer.python.SqlLiterals;
import io.godwit.analyzer.python.Value;
import io.godwit.model.catalog.Column;
import io.godwit.model.catalog.Column.Generation;
import io.godwit.model.catalog.DataType;
import io.godwit.model.catalog.ObjectName;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// From a field to its column.
final class Columns {
    private static final int DEEPEST_RELATION = 20;
    private static final Pattern OWN_COLLATION = Pattern.compile(
            "C|POSIX|default|ucs_basic|unicode|pg_c_utf8|pg_unicode_fast|[a-zA-Z0-9-]+-x-icu|C\\.[uU][tT][fF]-?8|[a-z]{2,3}_[A-Z]{2}([.@].*)?");

    private final Arguments arguments;
    private final Targets targets;
    private final DjangoVersion version;
    private final FieldReading fieldReading;
    private final Gaps gaps;
    private final Map<ModelClass, List<FieldColumn>> known = new IdentityHashMap<>();
    private int depth;

    Columns(Arguments arguments, Targets targets, DjangoVersion version, FieldReading fieldReading, Gaps gaps) {
        this.arguments = arguments;
        this.targets = targets;
        this.version = version;
        this.fieldReading = fieldReading;
        this.gaps = gaps;
    }

    /// The columns of a model's table that are understood, in order.
    List<FieldColumn> of(ModelClass model) {
        List<FieldColumn> found = known.get(model);
        if (found != null) {
            return found;
        }
        List<FieldColumn> columns = new ArrayList<>();
        for (Field field : model.fields()) {
            of(model, field).ifPresent(columns::add);
        }
        known.put(model, columns);
        List<FieldColumn> whole = columns.stream()
                .flatMap(column -> withExpressions(model, column).stream())
                .toList();
        known.put(model, whole);
        return whole;
    }

    /// Expressions name other columns, so they come when all of them are known. Empty for a generated column whose
    /// expression is not understood.
    private Optional<FieldColumn> withExpressions(ModelClass model, FieldColumn of) {
        Field field = of.field();
        Column plain = of.column();
        Optional<Column> whole = field.internalName().equals("GeneratedField")
                ? generated(model, field, plain)
                : Optional.of(databaseDefault(model, field, plain.type())
                        .map(plain::withDefault)
                        .orElse(plain));
        return whole.map(
                column -> new FieldColumn(field, column, of.primaryKey(), of.unique(), of.indexed(), of.target()));
    }

    /// The column of the field of that name, as Meta and conditions name it.
    Optional<FieldColumn> named(ModelClass model, String name) {
        List<FieldColumn> all = of(model);
        if (name.equals("pk")) {
            return all.stream().filter(FieldColumn::primaryKey).findFirst();
        }
        return all.stream()
                .filter(column -> column.field().name().equals(name)
                        || column.field().isRelation() && (column.field().name() + "_id").equals(name))
                .findFirst();
    }

    private Optional<FieldColumn> of(ModelClass model, Field field) {
        if (field.isManyToMany() || FieldTypes.COLUMNLESS.contains(field.internalName())) {
            return Optional.empty();
        }
        if (field.isRelation()) {
            return relation(model, field);
        }
        return type(model, field).map(type -> column(model, field, name(field, field.name()), type, Optional.empty()));
    }

    private Optional<FieldColumn> relation(ModelClass model, Field field) {
        Optional<Key> key = target(model, field);
        if (key.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(column(
                model,
                field,
                name(field, field.name() + "_id"),
                key.get().type(),
                Optional.of(key.get().at())));
    }

    /// A column others refer to.
    record Key(FieldColumn.Target at, DataType type) {}

    /// What a relation refers to; empty, with a gap, where that is not known.
    Optional<Key> target(ModelClass model, Field field) {
        return switch (targets.of(model, field)) {
            case Targets.Target.OfModel(ModelClass other)
            when other.meta().isTableComputed() -> {
                gaps.of(model, field, "the table of " + other.name() + ", to which it points, is not known");
                yield Optional.empty();
            }
            case Targets.Target.OfModel(ModelClass other) -> {
                Optional<Key> key = key(other, arguments.text(field, "to_field"));
                if (key.isEmpty()) {
                    gaps.of(model, field, "the key of " + other.name() + ", to which it points, is not understood");
                }
                yield key;
            }
            case Targets.Target.OfTable(String _, var table, Column key) ->
                Optional.of(new Key(new FieldColumn.Target(table.name(), key.name()), key.type()));
            case Targets.Target.Missing(String name) -> {
                gaps.of(
                        model,
                        field,
                        "it points to " + name
                                + ", which is neither among the files nor in the database; publish its file with the change");
                yield Optional.empty();
            }
        };
    }

    /// The name of the model at the other end, in lower case.
    String targetName(ModelClass model, Field field) {
        return targets.of(model, field).name();
    }

    private Optional<Key> key(ModelClass model, Optional<String> fieldName) {
        if (depth > DEEPEST_RELATION) {
            return Optional.empty();
        }
        depth++;
        try {
            return model.fields().stream()
                    .filter(field -> fieldName.isPresent()
                            ? field.name().equals(fieldName.get())
                            : arguments.truth(field, "primary_key", false))
                    .findFirst()
                    .flatMap(field -> of(model, field))
                    .map(column -> new Key(
                            new FieldColumn.Target(
                                    model.table(), column.column().name()),
                            column.column().type()));
        } finally {
            depth--;
        }
    }

    private String name(Field field, String otherwise) {
        return arguments.text(field, "db_column").orElse(otherwise);
    }

    private FieldColumn column(
            ModelClass model, Field field, String name, DataType type, Optional<FieldColumn.Target> target) {
        boolean primaryKey = arguments.truth(field, "primary_key", false);
        boolean nullable = !primaryKey
                && (arguments.truth(field, "null", false)
                        || field.internalName().equals("NullBooleanField"));
        boolean unique = primaryKey
                || arguments.truth(field, "unique", false)
                || field.internalName().equals("OneToOneField");
        boolean byDefault = field.internalName().equals("ForeignKey")
                || field.internalName().equals("SlugField");
        boolean indexed = arguments.truth(field, "db_index", byDefault);
        Column column = automatic(model, field, Column.of(name, type.sql(), nullable));
        return new FieldColumn(field, column, primaryKey, unique, indexed, target);
    }

    private Column automatic(ModelClass model, Field field, Column column) {
        if (!FieldTypes.AUTO.contains(field.internalName())) {
            return column;
        }
        return version.atLeast(4, 1)
                ? new Column(column.name(), column.type(), false, Optional.empty(), new Generation.Identity(false))
                : column.serial(model.table());
    }

    private Optional<Column> generated(ModelClass model, Field field, Column column) {
        Optional<String> expression =
                field.argument("expression").flatMap(written -> new Expressions(this, arguments, model).sql(written));
        if (expression.isEmpty()) {
            gaps.of(model, field, "the expression it is generated by cannot be written in SQL");
        }
        boolean stored = arguments.truth(field, "db_persist", true);
        return expression.map(sql -> new Column(
                column.name(),
                column.type(),
                true,
                Optional.empty(),
                stored ? new Generation.Stored(sql) : new Generation.Virtual(sql)));
    }

    private Optional<String> databaseDefault(ModelClass model, Field field, DataType type) {
        Optional<Written> given = field.argument("db_default");
        if (given.isEmpty()) {
            return Optional.empty();
        }
        Optional<String> sql = arguments
                .value(given.get())
                .flatMap(value -> SqlLiterals.databaseDefault(value, type))
                .or(() -> new Expressions(this, arguments, model).sql(given.get()));
        if (sql.isEmpty()) {
            gaps.of(model, field, "its db_default cannot be written in SQL");
        }
        return sql;
    }

    /// The type a field's column has; empty, with a gap, where that is not known.
    Optional<DataType> type(ModelClass model, Field field) {
        return switch (field.kind()) {
            case Kind.Unclear(String why, boolean joins) -> {
                if (joins) {
                    gaps.ofAnyTable(model, field, why);
                } else {
                    gaps.of(model, field, why);
                }
                yield Optional.empty();
            }
            case Kind.Open _ -> Optional.empty();
            case Kind.OfType(String sql, String _) -> Optional.of(new DataType(PostgresTypes.printed(sql)));
            case Kind.Known(String name) -> known(model, field, name).map(type -> collated(field, type));
        };
    }

    /// With `db_collation`. Those PostgreSQL brings along are told by their names; others were made in `public`.
    private DataType collated(Field field, DataType type) {
        return arguments
                .text(field, "db_collation")
                .filter(name -> !name.isEmpty() && FieldTypes.isText(field.internalName()))
                .map(name -> new DataType(type.sql() + " COLLATE "
                        + new ObjectName(OWN_COLLATION.matcher(name).matches() ? "pg_catalog" : "public", name)
                                .identity()))
                .orElse(type);
    }

    private Optional<DataType> known(ModelClass model, Field field, String name) {
        return switch (name) {
            case "DecimalField" -> decimal(model, field);
            case "ArrayField" -> inner(model, field, "base_field").map(type -> type.isArray() ? type : type.array());
            case "GeneratedField" -> inner(model, field, "output_field");
            case String _
            when FieldTypes.RELATIONS.contains(name) -> target(model, field).map(Key::type);
            case String _ ->
                FieldTypes.textLength(name)
                        .map(length -> text(model, field, length))
                        .orElseGet(() -> plain(model, field, name));
        };
    }

    private Optional<DataType> plain(ModelClass model, Field field, String name) {
        Optional<DataType> type = FieldTypes.plainType(name).map(DataType::new);
        if (type.isEmpty()) {
            gaps.of(model, field, "its field " + name + " is not among the files");
        }
        return type;
    }

    private Optional<DataType> text(ModelClass model, Field field, int otherwise) {
        Optional<Value> given = arguments.value(field, "max_length");
        if (field.argument("max_length").isEmpty()
                || given.filter(Value.Nothing.class::isInstance).isPresent()) {
            return Optional.of(
                    new DataType(otherwise == 0 ? "character varying" : "character varying(" + otherwise + ")"));
        }
        Optional<Integer> length = given.flatMap(Value::asInteger);
        if (length.isEmpty()) {
            gaps.of(model, field, "its max_length is no constant that can be computed from the files");
        }
        return length.map(number -> new DataType("character varying(" + number + ")"));
    }

    private Optional<DataType> decimal(ModelClass model, Field field) {
        if (!arguments.isGiven(field, "max_digits") && !arguments.isGiven(field, "decimal_places")) {
            return Optional.of(new DataType("numeric"));
        }
        Optional<Integer> digits = arguments.value(field, "max_digits").flatMap(Value::asInteger);
        Optional<Integer> places = arguments.value(field, "decimal_places").flatMap(Value::asInteger);
        if (digits.isEmpty() || places.isEmpty()) {
            gaps.of(
                    model,
                    field,
                    "its max_digits or decimal_places is no constant that can be computed from the files");
            return Optional.empty();
        }
        return Optional.of(new DataType("numeric(" + digits.get() + "," + places.get() + ")"));
    }

    /// The type of a field written on its own, such as the output of a cast.
    Optional<DataType> typeOf(ModelClass model, Written field) {
        return fieldReading.read("output_field", field).flatMap(found -> type(model, found));
    }

    private Optional<DataType> inner(ModelClass model, Field field, String argument) {
        Optional<Field> inner = field.argument(argument).flatMap(written -> fieldReading.read(field.name(), written));
        if (inner.isEmpty()) {
            gaps.of(model, field, "its " + argument + " is not understood");
        }
        return inner.flatMap(found -> type(model, found));
    }
}
