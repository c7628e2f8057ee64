package io.godwit.analyzer.django;

import io.godwit.analyzer.django.Field.Kind;
import io.godwit.analyzer.python.ClassReference;
import io.godwit.analyzer.python.Expression;
import io.godwit.analyzer.python.Resolution;
import io.godwit.analyzer.python.Statement.ClassDefinition;
import io.godwit.analyzer.python.Value;
import io.godwit.model.catalog.ObjectName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// What an operation does to the models, as Django keeps them in its project state.
final class StateChange {
    private final Project project;
    private final Arguments arguments;
    private final String label;

    /// @param label of the app whose migration it is
    StateChange(Project project, String label) {
        this.project = project;
        this.arguments = project.arguments();
        this.label = label;
    }

    /// The models after the operation. One that names a model or field nobody knows changes nothing.
    ModelState of(ModelState state, Operation operation) {
        return switch (operation.name()) {
            case "CreateModel" -> state.with(created(state, operation));
            case "DeleteModel" ->
                state.named(label, operation.text("name")).map(state::without).orElse(state);
            case "RenameModel" -> renamed(state, operation);
            case "RunSQL", "SeparateDatabaseAndState" -> {
                ModelState after = state;
                for (Operation inner : operation.operations("state_operations")) {
                    after = of(after, inner);
                }
                yield after;
            }
            case "AddField",
                    "RemoveField",
                    "AlterField",
                    "RenameField",
                    "AddIndex",
                    "AddIndexConcurrently",
                    "RemoveIndex",
                    "RemoveIndexConcurrently",
                    "RenameIndex",
                    "AddConstraint",
                    "AddConstraintNotValid",
                    "AlterConstraint",
                    "RemoveConstraint" ->
                state.named(label, operation.text("model_name"))
                        .map(model -> state.with(changed(state, model, operation)))
                        .orElse(state);
            case "AlterModelTable",
                    "AlterUniqueTogether",
                    "AlterIndexTogether",
                    "AlterOrderWithRespectTo",
                    "AlterModelOptions" ->
                state.named(label, operation.text("name"))
                        .map(model -> state.with(optioned(model, operation)))
                        .orElse(state);
            case String _ -> state;
        };
    }

    private ModelClass created(ModelState state, Operation operation) {
        String name = operation.text("name");
        ClassDefinition definition = new ClassDefinition(
                name,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                operation.location().line());
        Written anywhere = operation.argument("name").orElseThrow(() -> new Untranslatable("a model without a name"));
        ClassReference type = new ClassReference(anywhere.scope(), definition);
        Map<String, List<Written>> options = new HashMap<>();
        operation.entries("options").forEach((option, value) -> options.put(option, stated(option, value)));
        Meta meta = Meta.stated(options, arguments.evaluation());
        List<ModelClass> parents = operation.elements("bases").stream()
                .flatMap(base -> base(state, base).stream())
                .toList();
        List<Field> fields = new ArrayList<>();
        operation.elements("fields").forEach(pair -> field(pair).ifPresent(fields::add));
        boolean proxy = meta.says("proxy") && !parents.isEmpty();
        ModelClass model = new ModelClass(
                type,
                label,
                name,
                proxy ? parents.getFirst().table() : Models.table(meta, label, name),
                proxy ? ModelClass.Kind.PROXY : meta.isManaged() ? ModelClass.Kind.CONCRETE : ModelClass.Kind.UNMANAGED,
                meta,
                proxy ? parents.getFirst().fields() : fields,
                parents,
                List.of(),
                false);
        return ordered(model);
    }

    private List<Written> stated(String option, Written value) {
        return option.equals("indexes") || option.equals("constraints") ? arguments.elements(value) : List.of(value);
    }

    private Optional<ModelClass> base(ModelState state, Written base) {
        if (arguments.evaluation().names().resolve(base.scope(), base.expression())
                instanceof Resolution.OfClass(ClassReference type)) {
            return state.of(type);
        }
        String text = arguments.value(base).flatMap(Value::asText).orElse("");
        int dot = text.lastIndexOf('.');
        return dot < 0 ? Optional.empty() : state.named(text.substring(0, dot), text.substring(dot + 1));
    }

    /// `('name', models.CharField(...))`.
    private Optional<Field> field(Written pair) {
        if (!(pair.expression() instanceof Expression.Listed(List<Expression> both, int _)) || both.size() != 2) {
            return Optional.empty();
        }
        return arguments
                .value(new Written(pair.scope(), both.getFirst()))
                .flatMap(Value::asText)
                .map(name -> field(name, new Written(pair.scope(), both.getLast())));
    }

    /// In a migration whatever stands for a field is one.
    private Field field(String name, Written written) {
        return project.models()
                .fieldReading()
                .read(name, written)
                .orElseGet(() -> new Field(
                        name,
                        new Kind.Unclear("it is not understood"),
                        Map.of(),
                        new io.godwit.model.SourceLocation(
                                written.scope().module().path(),
                                written.expression().line())));
    }

    private ModelState renamed(ModelState state, Operation operation) {
        Optional<ModelClass> found = state.named(label, operation.text("old_name"));
        if (found.isEmpty()) {
            return state;
        }
        ModelClass old = found.get();
        String name = operation.text("new_name");
        ObjectName table = old.kind() == ModelClass.Kind.PROXY ? old.table() : Models.table(old.meta(), label, name);
        Written newKey = new Written(
                operation.argument("new_name").orElseThrow().scope(),
                new Expression.Text(label + "." + name, operation.location().line()));
        ModelState after = state.without(old).with(old.called(name, table));
        for (ModelClass model : List.copyOf(after.all())) {
            if (!model.isKnown() && model.fields().stream().anyMatch(field -> pointsTo(field, old))) {
                after = after.with(model.withFields(model.fields().stream()
                        .map(field -> pointsTo(field, old) ? field.with("to", newKey) : field)
                        .toList()));
            }
        }
        return after;
    }

    private boolean pointsTo(Field field, ModelClass model) {
        return arguments
                .text(field, "to")
                .filter(text -> ModelClass.key(label, text).equals(model.key())
                        || text.equalsIgnoreCase(model.label() + "." + model.name()))
                .isPresent();
    }

    private ModelClass changed(ModelState state, ModelClass model, Operation operation) {
        String name = operation.text("name");
        return switch (operation.name()) {
            case "AddField" ->
                operation
                        .argument("field")
                        .map(field ->
                                model.withFields(Stream.concat(model.fields().stream(), Stream.of(field(name, field)))
                                        .toList()))
                        .orElse(model);
            case "RemoveField" ->
                model.withFields(model.fields().stream()
                        .filter(field -> !field.name().equals(name))
                        .toList());
            case "AlterField" ->
                operation
                        .argument("field")
                        .map(written -> model.withFields(model.fields().stream()
                                .map(field -> field.name().equals(name) ? field(name, written) : field)
                                .toList()))
                        .orElse(model);
            case "RenameField" -> new RenamedField(operation).in(model);
            case String _ -> new NamedParts(project, state, model).after(operation);
        };
    }

    private ModelClass optioned(ModelClass model, Operation operation) {
        Meta meta = model.meta();
        return switch (operation.name()) {
            case "AlterModelTable" -> {
                Meta other = meta.with(
                        "db_table", operation.argument("table").stream().toList());
                yield model.withMeta(other).called(model.name(), Models.table(other, label, model.name()));
            }
            case "AlterUniqueTogether" -> with(model, operation, "unique_together");
            case "AlterIndexTogether" -> with(model, operation, "index_together");
            case "AlterOrderWithRespectTo" -> ordered(with(model, operation, "order_with_respect_to"));
            case String _ -> {
                Map<String, Written> options = operation.entries("options");
                yield options.containsKey("managed")
                        ? model.withMeta(meta.with("managed", List.of(options.get("managed"))))
                        : model;
            }
        };
    }

    private static ModelClass with(ModelClass model, Operation operation, String option) {
        return model.withMeta(
                model.meta().with(option, operation.argument(option).stream().toList()));
    }

    /// A model that is ordered with respect to another has a field for its place.
    private ModelClass ordered(ModelClass model) {
        List<Field> fields = new ArrayList<>(model.fields());
        fields.removeIf(field -> field.name().equals(ImplicitFields.PLACE));
        model.meta().text("order_with_respect_to").ifPresent(_ -> fields.add(ImplicitFields.place(model.type())));
        return model.withFields(fields);
    }
}
