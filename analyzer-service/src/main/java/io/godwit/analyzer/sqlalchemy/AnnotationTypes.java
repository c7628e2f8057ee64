package io.godwit.analyzer.sqlalchemy;

import io.godwit.analyzer.python.ClassReference;
import io.godwit.analyzer.python.Evaluation;
import io.godwit.analyzer.python.Expression;
import io.godwit.analyzer.python.Expression.Call;
import io.godwit.analyzer.python.PythonModule;
import io.godwit.analyzer.python.Resolution;
import io.godwit.analyzer.python.Scope;
import io.godwit.analyzer.python.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// What a project's `type_annotation_map` says of annotations: the type of their columns.
final class AnnotationTypes {
    private static final String NAME = "type_annotation_map";

    private final Evaluation evaluation;
    private final List<Entry> entries = new ArrayList<>();

    /// @param scope where both are looked up
    private record Entry(Scope scope, Expression annotation, Expression type) {}

    /// A type as written, and where its names are looked up.
    record Stated(Scope scope, Expression type) {}

    AnnotationTypes(Evaluation evaluation) {
        this.evaluation = evaluation;
        for (PythonModule module : evaluation.names().modules()) {
            module.flattened().forEach(statement -> read(Scope.of(module), statement));
        }
    }

    private void read(Scope scope, Statement statement) {
        switch (statement) {
            case Statement.ClassDefinition type -> type.flattened().forEach(inner -> read(scope.within(type), inner));
            case Statement.Assignment assignment ->
                assignment.value().ifPresent(value -> {
                    if (assignment.name().filter(NAME::equals).isPresent()) {
                        mapping(scope, value);
                    } else if (value instanceof Call call) {
                        call.keyword(NAME).ifPresent(mapping -> mapping(scope, mapping));
                    }
                });
            case Statement _ -> {}
        }
    }

    private void mapping(Scope scope, Expression mapping) {
        if (mapping instanceof Expression.Mapped(List<Expression.Mapped.Entry> all, int _)) {
            all.forEach(entry -> entries.add(new Entry(scope, entry.key(), entry.value())));
        }
    }

    /// The type an annotation is mapped to; empty for one that no map names.
    Optional<Stated> of(Scope scope, Expression annotation) {
        String wanted = meaning(scope, annotation);
        return entries.stream()
                .filter(entry -> !wanted.isEmpty()
                        && meaning(entry.scope(), entry.annotation()).equals(wanted))
                .findFirst()
                .map(entry -> new Stated(entry.scope(), entry.type()));
    }

    /// The same text for what is the same; empty for what cannot be told.
    private String meaning(Scope scope, Expression annotation) {
        if (annotation instanceof Expression.Subscript(Expression owner, List<Expression> index, int _)) {
            return meaning(scope, owner)
                    + index.stream().map(part -> meaning(scope, part)).collect(Collectors.joining(",", "[", "]"));
        }
        return switch (evaluation.names().resolve(scope, annotation)) {
            case Resolution.External(String dotted) -> dotted;
            case Resolution.Unknown(String name) -> name;
            case Resolution.OfClass(ClassReference type) -> type.toString();
            case Resolution.OfValue(Scope around, Expression value) ->
                around.module().path() + ":" + value.line() + " "
                        + annotation.dotted().orElse("");
            case Resolution _ -> "";
        };
    }
}
