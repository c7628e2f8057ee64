package io.godwit.analyzer.prisma;

import io.godwit.analyzer.model.ModelUnreadable;
import io.godwit.analyzer.prisma.Declaration.Attribute;
import io.godwit.analyzer.prisma.Declaration.Expression;
import io.godwit.analyzer.prisma.Declaration.Field;
import io.godwit.analyzer.prisma.Declaration.Model;
import io.godwit.model.SourceLocation;
import io.godwit.model.catalog.Constraint.ForeignKey;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.catalog.ReferentialAction;
import java.util.List;
import java.util.Optional;

/// From relation fields to foreign keys. The side that names `fields` and `references` holds the key.
final class Relations {
    private final SchemaSet schema;

    Relations(SchemaSet schema) {
        this.schema = schema;
    }

    /// The foreign key of a relation field; empty for a field that is none, or for the other side of a relation.
    Optional<ForeignKey> foreignKey(Model model, Field field) {
        Optional<Model> target = schema.model(field.type());
        Optional<Attribute> relation = field.attribute("relation")
                .filter(attribute -> attribute.argument("fields").isPresent());
        if (target.isEmpty() || relation.isEmpty() || field.isList()) {
            return Optional.empty();
        }
        List<Field> from = fields(model, relation.get(), "fields", model);
        List<Field> to = fields(model, relation.get(), "references", target.get());
        List<String> columns = from.stream().map(SchemaSet::columnOf).toList();
        ObjectName table = schema.tableOf(model);
        boolean required = from.stream().anyMatch(each -> each.arity() == Field.Arity.REQUIRED)
                || field.arity() == Field.Arity.REQUIRED;
        return Optional.of(new ForeignKey(
                relation.get().text("map").orElse(ConstraintNames.foreignKey(table.name(), columns)),
                columns,
                schema.tableOf(target.get()),
                to.stream().map(SchemaSet::columnOf).toList(),
                action(model, relation.get(), "onDelete")
                        .orElse(required ? ReferentialAction.RESTRICT : ReferentialAction.SET_NULL),
                action(model, relation.get(), "onUpdate").orElse(ReferentialAction.CASCADE),
                Optional.empty(),
                true));
    }

    /// The name that ties both sides of a relation together where there is more than one.
    static Optional<String> name(Field field) {
        return field.attribute("relation").flatMap(relation -> relation.textOrUnnamed("name"));
    }

    private static List<Field> fields(Model model, Attribute relation, String argument, Model owner) {
        return relation.argument(argument).stream()
                .flatMap(list -> list.elements().stream())
                .flatMap(element -> element.head().stream())
                .map(name -> owner.field(name)
                        .orElseThrow(() -> unreadable(
                                model, relation, owner.name() + " has no field " + name + ", which a relation names")))
                .toList();
    }

    private static Optional<ReferentialAction> action(Model model, Attribute relation, String argument) {
        return relation.argument(argument).flatMap(Expression::head).map(name -> switch (name) {
            case "Cascade" -> ReferentialAction.CASCADE;
            case "Restrict" -> ReferentialAction.RESTRICT;
            case "NoAction" -> ReferentialAction.NO_ACTION;
            case "SetNull" -> ReferentialAction.SET_NULL;
            case "SetDefault" -> ReferentialAction.SET_DEFAULT;
            default ->
                throw unreadable(
                        model,
                        relation,
                        argument + " is " + name + "; it can be Cascade, Restrict, NoAction, SetNull or SetDefault");
        });
    }

    private static ModelUnreadable unreadable(Model model, Attribute relation, String what) {
        return ModelUnreadable.at(new SourceLocation(model.file(), relation.line()), what);
    }
}
