package io.godwit.analyzer.prisma;

import io.godwit.analyzer.prisma.Declaration.Field;
import io.godwit.analyzer.prisma.Declaration.Model;
import io.godwit.model.catalog.Column;
import io.godwit.model.catalog.Constraint;
import io.godwit.model.catalog.Constraint.ForeignKey;
import io.godwit.model.catalog.Constraint.PrimaryKey;
import io.godwit.model.catalog.Index;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.catalog.ReferentialAction;
import io.godwit.model.catalog.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The tables of implicit many-to-many relations: lists on both sides, and no model in between. The columns are called
/// A and B, A for the alphabetically first model.
final class JoinTables {
    private final SchemaSet schema;
    private final Columns columns;
    private final JoinTableForm form;

    JoinTables(SchemaSet schema, Columns columns, JoinTableForm form) {
        this.form = form;
        this.schema = schema;
        this.columns = columns;
    }

    /// A join table and the field that is declared first of the two.
    record JoinTable(Table table, Model model, Field field) {}

    /// Those whose first side is this field; empty where the other side is, or where there is none.
    Optional<JoinTable> startingAt(Model model, Field field) {
        Optional<Model> target = schema.model(field.type());
        if (!isImplicitList(field) || target.isEmpty()) {
            return Optional.empty();
        }
        return target.get().fields().stream()
                .filter(other -> isOtherSide(model, field, target.get(), other))
                .filter(other -> comesFirst(model, field, target.get(), other))
                .findFirst()
                .flatMap(_ -> table(model, field, target.get()));
    }

    private static boolean isImplicitList(Field field) {
        return field.isList()
                && field.attribute("relation")
                        .flatMap(relation -> relation.argument("fields"))
                        .isEmpty();
    }

    private static boolean isOtherSide(Model model, Field field, Model target, Field other) {
        boolean sameField = model.name().equals(target.name()) && field.name().equals(other.name());
        return other.type().equals(model.name())
                && isImplicitList(other)
                && !sameField
                && Relations.name(field).equals(Relations.name(other));
    }

    private static boolean comesFirst(Model model, Field field, Model target, Field other) {
        int byModel = model.name().compareTo(target.name());
        return byModel != 0 ? byModel < 0 : field.name().compareTo(other.name()) < 0;
    }

    private Optional<JoinTable> table(Model first, Field field, Model second) {
        Optional<Field> firstId = id(first);
        Optional<Field> secondId = id(second);
        if (firstId.isEmpty() || secondId.isEmpty()) {
            return Optional.empty();
        }
        String relation = Relations.name(field).orElse(first.name() + "To" + second.name());
        ObjectName name = schema.tableOf(first).sibling(ConstraintNames.shortened("_" + relation, ""));
        List<Constraint> constraints = new ArrayList<>();
        List<Index> indexes = new ArrayList<>();
        switch (form) {
            case PRIMARY_KEY ->
                constraints.add(new PrimaryKey(ConstraintNames.shortened(name.name(), "_AB_pkey"), List.of("A", "B")));
            case UNIQUE_INDEX ->
                indexes.add(Index.btree(ConstraintNames.shortened(name.name(), "_AB_unique"), true, List.of("A", "B")));
        }
        indexes.add(Index.btree(ConstraintNames.shortened(name.name(), "_B_index"), false, List.of("B")));
        if (schema.hasForeignKeys()) {
            constraints.add(foreignKey(name, "A", first, firstId.get()));
            constraints.add(foreignKey(name, "B", second, secondId.get()));
        }
        Table table = new Table(
                name,
                List.of(
                        Column.of("A", columns.type(first, firstId.get()).sql(), false),
                        Column.of("B", columns.type(second, secondId.get()).sql(), false)),
                constraints,
                indexes);
        return Optional.of(new JoinTable(table, first, field));
    }

    private ForeignKey foreignKey(ObjectName table, String column, Model target, Field id) {
        return new ForeignKey(
                ConstraintNames.shortened(table.name(), "_" + column + "_fkey"),
                List.of(column),
                schema.tableOf(target),
                List.of(SchemaSet.columnOf(id)),
                ReferentialAction.CASCADE,
                ReferentialAction.CASCADE,
                Optional.empty(),
                true);
    }

    private static Optional<Field> id(Model model) {
        return model.fields().stream()
                .filter(field -> field.attribute("id").isPresent())
                .findFirst();
    }
}
