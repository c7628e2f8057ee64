package io.godwit.analyzer.django;

import io.godwit.analyzer.python.ClassReference;
import io.godwit.analyzer.python.Evaluation;
import io.godwit.analyzer.python.Expression;
import io.godwit.analyzer.python.Names;
import io.godwit.analyzer.python.Resolution;
import io.godwit.analyzer.python.Scope;
import io.godwit.analyzer.python.Statement.ClassDefinition;
import io.godwit.analyzer.python.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The options of a model: its class `Meta`, or the one it gets from an abstract base.
///
/// @param type   empty for a model that has none
/// @param own    whether the model declares it itself
/// @param stated options that migrations state, which win; those that are lists by their elements
record Meta(Optional<ClassReference> type, boolean own, Map<String, List<Written>> stated, Evaluation evaluation) {
    Meta {
        stated = Map.copyOf(stated);
    }

    Meta(Optional<ClassReference> type, boolean own, Evaluation evaluation) {
        this(type, own, Map.of(), evaluation);
    }

    /// The options as migrations state them.
    static Meta stated(Map<String, List<Written>> options, Evaluation evaluation) {
        return new Meta(Optional.empty(), true, options, evaluation);
    }

    /// The same with an option stated anew.
    Meta with(String name, List<Written> values) {
        Map<String, List<Written>> all = new HashMap<>(stated);
        all.put(name, values);
        return new Meta(type, own, all, evaluation);
    }

    /// The elements of an option that is a list, such as `indexes`; none if it is not given.
    List<Written> elements(String name) {
        List<Written> given = stated.get(name);
        if (given != null) {
            return given;
        }
        return option(name).map(new Arguments(evaluation)::elements).orElse(List.of());
    }

    /// The Meta a class declares.
    static Optional<ClassReference> declared(ClassReference model) {
        return model.definition().inner("Meta").map(definition -> new ClassReference(model.body(), definition));
    }

    /// An option as written, the bases of Meta searched too.
    Optional<Written> option(String name) {
        List<Written> given = stated.get(name);
        if (given != null) {
            return given.stream().findFirst();
        }
        return type.flatMap(found -> evaluation.names().memberOf(found, name)).flatMap(Meta::written);
    }

    private static Optional<Written> written(Resolution resolution) {
        return resolution instanceof Resolution.OfValue(Scope scope, Expression value)
                ? Optional.of(new Written(scope, value))
                : Optional.empty();
    }

    Optional<Value> value(String name) {
        return option(name).flatMap(written -> evaluation.of(written.scope(), written.expression()));
    }

    Optional<String> text(String name) {
        return value(name).flatMap(Value::asText);
    }

    /// An option that is not inherited: `abstract`, `proxy`.
    boolean says(String name) {
        if (stated.containsKey(name)) {
            return value(name).flatMap(Value::asTruth).orElse(false);
        }
        return own
                && type.filter(found -> declares(found.definition(), name))
                        .flatMap(_ -> value(name))
                        .flatMap(Value::asTruth)
                        .orElse(false);
    }

    /// Whether an option that decides what table there is, and whether there is one, is only known when the program
    /// runs.
    boolean isTableComputed() {
        return Stream.of("db_table", "app_label")
                        .anyMatch(name -> option(name).isPresent()
                                && value(name)
                                        .filter(value -> value instanceof Value.Text || value instanceof Value.Nothing)
                                        .isEmpty())
                || Stream.of("abstract", "proxy").anyMatch(name -> isOwn(name) && isTruthComputed(name));
    }

    /// Other options that decide about the table and are only known when the program runs.
    List<String> computed() {
        List<String> computed = new ArrayList<>();
        if (isTruthComputed("managed")) {
            computed.add("managed");
        }
        Arguments arguments = new Arguments(evaluation);
        Stream.of("indexes", "constraints")
                .filter(name -> !stated.containsKey(name))
                .filter(name ->
                        option(name).filter(list -> !arguments.isList(list)).isPresent())
                .forEach(computed::add);
        Stream.of("unique_together", "index_together")
                .filter(name -> option(name).isPresent())
                .filter(name -> value(name)
                        .filter(value -> value instanceof Value.Listed || value instanceof Value.Nothing)
                        .isEmpty())
                .forEach(computed::add);
        return computed;
    }

    private boolean isTruthComputed(String name) {
        return option(name).isPresent() && value(name).flatMap(Value::asTruth).isEmpty();
    }

    private boolean isOwn(String name) {
        return own && type.filter(found -> declares(found.definition(), name)).isPresent();
    }

    boolean isManaged() {
        return value("managed").flatMap(Value::asTruth).orElse(true);
    }

    private static boolean declares(ClassDefinition meta, String name) {
        return meta.flattened()
                .anyMatch(statement -> statement instanceof io.godwit.analyzer.python.Statement.Assignment assignment
                        && assignment.name().filter(name::equals).isPresent());
    }

    static Meta of(Names names, Evaluation evaluation, ClassReference model) {
        Optional<ClassReference> declared = declared(model);
        return declared.isPresent()
                ? new Meta(declared, true, evaluation)
                : new Meta(inherited(names, evaluation, model, 0), false, evaluation);
    }

    /// Only an abstract base hands its Meta down.
    private static Optional<ClassReference> inherited(
            Names names, Evaluation evaluation, ClassReference model, int depth) {
        for (Resolution base : names.bases(model)) {
            if (base instanceof Resolution.OfClass(ClassReference parent) && depth < 20) {
                Optional<ClassReference> declared = declared(parent);
                if (declared.isPresent() && new Meta(declared, true, evaluation).says("abstract")) {
                    return declared;
                }
                Optional<ClassReference> further = inherited(names, evaluation, parent, depth + 1);
                if (further.isPresent()) {
                    return further;
                }
            }
        }
        return Optional.empty();
    }
}
