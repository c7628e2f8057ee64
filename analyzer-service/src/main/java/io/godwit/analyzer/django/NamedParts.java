package io.godwit.analyzer.django;

import io.godwit.analyzer.python.Expression;
import io.godwit.analyzer.python.Expression.Argument;
import io.godwit.analyzer.python.Expression.Call;
import io.godwit.analyzer.python.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Indexes and constraints of a model, which operations add whole and take away by name.
final class NamedParts {
    private final Arguments arguments;
    private final SchemaTables tables;
    private final ModelClass model;

    NamedParts(Project project, ModelState state, ModelClass model) {
        this.arguments = project.arguments();
        this.tables = project.tables(state, new Gaps());
        this.model = model;
    }

    ModelClass after(Operation operation) {
        return switch (operation.name()) {
            case "AddIndex", "AddIndexConcurrently" -> with("indexes", operation.argument("index"));
            case "RemoveIndex", "RemoveIndexConcurrently" -> without("indexes", operation.text("name"));
            case "RenameIndex" -> renamed(operation);
            case "AddConstraint", "AddConstraintNotValid" -> with("constraints", operation.argument("constraint"));
            case "RemoveConstraint" -> without("constraints", operation.text("name"));
            case String _ -> model;
        };
    }

    private ModelClass with(String option, Optional<Written> part) {
        List<Written> parts = new ArrayList<>(model.meta().elements(option));
        part.ifPresent(parts::add);
        return model.withMeta(model.meta().with(option, parts));
    }

    private ModelClass without(String option, String name) {
        List<Written> parts = new ArrayList<>(model.meta().elements(option));
        parts.removeIf(part -> isNamed(part, name));
        return model.withMeta(model.meta().with(option, parts));
    }

    private ModelClass renamed(Operation operation) {
        String before = operation.text("old_name");
        Expression after = operation.argument("new_name").orElseThrow().expression();
        if (before.isEmpty()) {
            return grouped(operation, after);
        }
        List<Written> parts = model.meta().elements("indexes").stream()
                .map(part -> isNamed(part, before) ? named(part, after) : part)
                .toList();
        return model.withMeta(model.meta().with("indexes", parts));
    }

    /// A group of `index_together` becomes an index with a name.
    private ModelClass grouped(Operation operation, Expression name) {
        Written fields = operation.argument("old_fields").orElseThrow();
        Optional<List<String>> names = arguments.texts(fields);
        List<Expression> groups = model.meta().option("index_together").stream()
                .flatMap(together -> FieldGroups.of(arguments, together).stream())
                .filter(group -> !names.equals(Optional.of(group)))
                .<Expression>map(group -> new Expression.Listed(
                        group.stream()
                                .<Expression>map(field -> new Expression.Text(field, name.line()))
                                .toList(),
                        name.line()))
                .toList();
        Call index = new Call(
                new Expression.Name("Index", name.line()),
                List.of(new Argument("fields", fields.expression()), new Argument("name", name)),
                name.line());
        ModelClass indexed = with("indexes", Optional.of(new Written(fields.scope(), index)));
        Written rest = new Written(fields.scope(), new Expression.Listed(groups, name.line()));
        return indexed.withMeta(indexed.meta().with("index_together", List.of(rest)));
    }

    private static Written named(Written part, Expression name) {
        if (!(part.expression() instanceof Call call)) {
            return part;
        }
        List<Argument> others = new ArrayList<>(call.arguments());
        others.removeIf(argument -> argument.name().equals("name"));
        others.add(new Argument("name", name));
        return new Written(part.scope(), new Call(call.callee(), others, call.line()));
    }

    private boolean isNamed(Written part, String name) {
        if (!(part.expression() instanceof Call call)) {
            return false;
        }
        Optional<String> given = call.keyword("name")
                .flatMap(written -> arguments.value(new Written(part.scope(), written)))
                .flatMap(Value::asText)
                .map(text -> MetaIndexes.formatted(model, text));
        return given.or(() -> tables.indexName(model, part))
                .filter(name::equals)
                .isPresent();
    }
}
