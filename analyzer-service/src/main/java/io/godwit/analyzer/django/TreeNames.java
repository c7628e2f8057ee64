package io.godwit.analyzer.django;

import io.godwit.analyzer.python.ClassReference;
import io.godwit.analyzer.python.Evaluation;
import io.godwit.analyzer.python.Expression;
import io.godwit.analyzer.python.LibraryDescriptions;
import io.godwit.analyzer.python.Resolution;
import io.godwit.analyzer.python.Scope;
import io.godwit.analyzer.python.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// django-mptt gives its models four columns, whose names the inner class `MPTTMeta` may state, and an index over the
/// tree's number and the left one.
final class TreeNames {
    /// What they are called where nothing is stated, by the attribute that states it.
    private static final Map<String, String> COLUMNS =
            Map.of("left_attr", "lft", "right_attr", "rght", "tree_id_attr", "tree_id", "level_attr", "level");

    private static final String BASE = "MPTTModel";
    private static final int DEEPEST = 20;

    private final Evaluation evaluation;

    TreeNames(Evaluation evaluation) {
        this.evaluation = evaluation;
    }

    boolean isTree(ClassReference model) {
        return isTree(model, 0);
    }

    private boolean isTree(ClassReference model, int depth) {
        return depth < DEEPEST
                && evaluation.names().bases(model).stream()
                        .anyMatch(base -> base instanceof Resolution.OfClass(ClassReference parent)
                                && (parent.name().equals(BASE) && LibraryDescriptions.isOne(parent.module())
                                        || isTree(parent, depth + 1)));
    }

    /// Gives the columns of the tree their stated names, in place.
    void rename(ClassReference model, Map<String, Field> fields) {
        Map<String, String> names = new LinkedHashMap<>();
        COLUMNS.forEach((attribute, name) -> stated(model, attribute).ifPresent(other -> names.put(name, other)));
        if (!names.isEmpty()) {
            Map<String, Field> renamed = new LinkedHashMap<>();
            fields.forEach((name, field) -> {
                String other = names.getOrDefault(name, name);
                renamed.put(other, field.named(other));
            });
            fields.clear();
            fields.putAll(renamed);
        }
    }

    /// The options with the index, as `index_together` states one.
    Meta indexed(ClassReference model, Meta meta) {
        int line = model.definition().line();
        Expression index = new Expression.Listed(
                List.of(
                        new Expression.Text(stated(model, "tree_id_attr").orElse("tree_id"), line),
                        new Expression.Text(stated(model, "left_attr").orElse("lft"), line)),
                line);
        Optional<Written> given = meta.option("index_together");
        List<Expression> groups = new ArrayList<>();
        if (given.isPresent() && given.get().expression() instanceof Expression.Listed(List<Expression> all, int _)) {
            boolean one = all.stream().noneMatch(Expression.Listed.class::isInstance) && !all.isEmpty();
            groups.addAll(one ? List.of(given.get().expression()) : all);
        }
        groups.add(index);
        Scope scope = given.map(Written::scope).orElse(model.body());
        return meta.with("index_together", List.of(new Written(scope, new Expression.Listed(groups, line))));
    }

    private Optional<String> stated(ClassReference model, String attribute) {
        return model.definition()
                .inner("MPTTMeta")
                .map(inner -> new ClassReference(model.body(), inner))
                .flatMap(inner -> evaluation.names().memberOf(inner, attribute))
                .flatMap(evaluation::valueOf)
                .flatMap(Value::asText);
    }
}
