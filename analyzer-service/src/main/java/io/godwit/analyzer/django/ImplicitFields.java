package io.godwit.analyzer.django;

import io.godwit.analyzer.django.Field.Kind;
import io.godwit.analyzer.python.ClassReference;
import io.godwit.analyzer.python.Evaluation;
import io.godwit.analyzer.python.Expression;
import io.godwit.analyzer.python.Scope;
import io.godwit.analyzer.python.Value;
import io.godwit.model.SourceLocation;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The fields Django gives to models that do not declare them.
final class ImplicitFields {
    static final String PLACE = "_order";

    private final Evaluation evaluation;

    ImplicitFields(Evaluation evaluation) {
        this.evaluation = evaluation;
    }

    /// Gives a model the key it does not declare: the link to its parent, else an automatic number.
    void key(ClassReference type, Map<String, Field> fields, List<ModelClass> parents, String auto) {
        SourceLocation location =
                new SourceLocation(type.module().path(), type.definition().line());
        Scope scope = Scope.of(type.module());
        Written yes = new Written(scope, new Expression.Constant("True", location.line()));
        boolean isFirst = true;
        for (ModelClass parent : parents) {
            Optional<Field> link = fields.values().stream()
                    .filter(field -> field.isRelation() && truth(field, "parent_link"))
                    .findFirst();
            boolean linksKey = isFirst && fields.values().stream().noneMatch(field -> truth(field, "primary_key"));
            if (link.isPresent()) {
                if (linksKey) {
                    fields.put(link.get().name(), link.get().with("primary_key", yes));
                }
            } else {
                Map<String, Written> arguments = new HashMap<>();
                arguments.put("to", new Written(parent.type().scope(), new Expression.Name(parent.name(), 1)));
                if (linksKey) {
                    arguments.put("primary_key", yes);
                }
                Field made = new Field(
                        parent.name().toLowerCase(Locale.ROOT) + "_ptr",
                        new Kind.Known("OneToOneField"),
                        arguments,
                        location);
                prepend(fields, made);
            }
            isFirst = false;
        }
        boolean hasKey = fields.values().stream()
                .anyMatch(field ->
                        truth(field, "primary_key") || field.internalName().equals("CompositePrimaryKey"));
        boolean mayHaveKey =
                Optional.ofNullable(fields.get("id")).filter(Field::isOpen).isPresent();
        if (!hasKey && !mayHaveKey) {
            fields.remove("id");
            prepend(fields, new Field("id", new Kind.Known(auto), Map.of("primary_key", yes), location));
        }
    }

    /// The field Django adds to a model that is ordered with respect to another.
    static Field place(ClassReference type) {
        SourceLocation location =
                new SourceLocation(type.module().path(), type.definition().line());
        Written first = new Written(Scope.of(type.module()), new Expression.Number("0", location.line()));
        return new Field(PLACE, new Kind.Known("IntegerField"), Map.of("default", first), location);
    }

    private static void prepend(Map<String, Field> fields, Field first) {
        Map<String, Field> rest = new LinkedHashMap<>(fields);
        fields.clear();
        fields.put(first.name(), first);
        rest.forEach(fields::putIfAbsent);
    }

    private boolean truth(Field field, String argument) {
        return field.argument(argument)
                .flatMap(written -> evaluation.of(written.scope(), written.expression()))
                .flatMap(Value::asTruth)
                .orElse(false);
    }
}
