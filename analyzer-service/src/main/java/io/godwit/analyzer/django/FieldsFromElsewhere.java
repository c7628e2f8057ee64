package io.godwit.analyzer.django;

import io.godwit.analyzer.python.ClassReference;
import io.godwit.analyzer.python.Evaluation;
import io.godwit.analyzer.python.Expression;
import io.godwit.analyzer.python.Expression.Call;
import io.godwit.analyzer.python.LibraryDescriptions;
import io.godwit.analyzer.python.PythonModule;
import io.godwit.analyzer.python.Resolution;
import io.godwit.analyzer.python.Scope;
import io.godwit.analyzer.python.Statement;
import io.godwit.analyzer.python.Statement.Assignment;
import io.godwit.analyzer.python.Statement.FunctionDefinition;
import io.godwit.model.SourceLocation;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// Names what gives a model fields or a table besides where nobody reads it: a metaclass, a history of
/// django-simple-history, a model made by `type(...)`. Otherwise it would be missing without a word.
final class FieldsFromElsewhere {
    private static final Set<String> GIVES = Set.of("add_to_class", "contribute_to_class");

    private final Evaluation evaluation;
    private final Gaps gaps;

    FieldsFromElsewhere(Evaluation evaluation, Gaps gaps) {
        this.evaluation = evaluation;
        this.gaps = gaps;
    }

    void of(ModelClass model) {
        of(model, model.type(), new HashSet<>());
    }

    /// @param seen classes looked at: the bases of a model may be one another's
    private void of(ModelClass model, ClassReference type, Set<ClassReference> seen) {
        if (!seen.add(type) || LibraryDescriptions.isOne(type.module())) {
            return;
        }
        type.definition().keywords().stream()
                .filter(keyword -> keyword.name().equals("metaclass"))
                .forEach(keyword -> metaclass(model, type, keyword.value()));
        type.definition().bases().stream()
                .filter(base -> base instanceof Call made && made.calleeName().equals("with_metaclass"))
                .flatMap(base -> ((Call) base).positional().stream().limit(1))
                .forEach(written -> metaclass(model, type, written));
        type.definition().flattened().forEach(statement -> {
            if (statement instanceof Assignment assignment
                    && assignment.value().isPresent()
                    && assignment.value().get() instanceof Call call
                    && external(type.body(), call).endsWith("HistoricalRecords")) {
                gaps.of(
                        model,
                        at(type, assignment.line()),
                        "the table of its history, which HistoricalRecords makes, is not read");
            }
        });
        for (Resolution base : evaluation.names().bases(type)) {
            if (base instanceof Resolution.OfClass(ClassReference parent)) {
                of(model, parent, seen);
            }
        }
    }

    private void metaclass(ModelClass model, ClassReference type, Expression written) {
        SourceLocation location = at(type, type.definition().line());
        switch (evaluation.names().resolve(type.scope(), written)) {
            case Resolution.OfClass(ClassReference metaclass)
            when givesFields(metaclass) ->
                gaps.of(
                        model,
                        location,
                        "fields that its metaclass " + metaclass.name() + " ("
                                + at(metaclass, metaclass.definition().line()) + ") gives it are not read");
            case Resolution.External(String dotted)
            when !dotted.matches("(abc|typing|django)\\..*") ->
                gaps.of(
                        model,
                        location,
                        "fields that its metaclass " + dotted
                                + " may give it are not known, because it is not among the files");
            case Resolution _ -> {}
        }
    }

    /// Whether it calls what adds a field, or puts something into the class's dictionary.
    private static boolean givesFields(ClassReference metaclass) {
        return metaclass
                .definition()
                .flattened()
                .filter(FunctionDefinition.class::isInstance)
                .flatMap(function -> all(((FunctionDefinition) function).body()))
                .anyMatch(statement -> switch (statement) {
                    case Statement.Bare(Call call, int _) -> GIVES.contains(call.calleeName());
                    case Assignment(Expression.Subscript _, var _, var _, int _) -> true;
                    case Statement _ -> false;
                });
    }

    /// Those in branches and loops included.
    private static Stream<Statement> all(List<Statement> body) {
        return Statement.flatten(body)
                .flatMap(statement ->
                        statement instanceof Statement.Loop loop ? all(loop.body()) : Stream.of(statement));
    }

    /// Models a module makes or registers without a class of their own.
    void ofModules(Registry models) {
        for (PythonModule module : evaluation.names().modules()) {
            if (!LibraryDescriptions.isOne(module)) {
                Scope scope = Scope.of(module);
                module.flattened().forEach(statement -> {
                    switch (statement) {
                        case Statement.Bare(Call call, int _) -> registered(scope, call, models);
                        case Assignment assignment -> assignment.value().ifPresent(value -> made(scope, value, models));
                        case Statement _ -> {}
                    }
                });
            }
        }
    }

    private void registered(Scope scope, Call call, Registry models) {
        String dotted = external(scope, call);
        if (dotted.matches("(simple_history|mptt)\\.(.*\\.)?register")
                && !call.positional().isEmpty()
                && evaluation.names().resolve(scope, call.positional().getFirst())
                        instanceof Resolution.OfClass(ClassReference type)) {
            SourceLocation location = new SourceLocation(scope.module().path(), call.line());
            models.of(type).ifPresent(model -> gaps.of(model, location, "what " + dotted + " gives it is not read"));
        }
    }

    /// `type("Name", (models.Model,), {...})`.
    private void made(Scope scope, Expression value, Registry models) {
        if (value instanceof Call call
                && call.callee() instanceof Expression.Name(String name, int _)
                && name.equals("type")
                && call.positional().size() == 3
                && call.positional().get(1) instanceof Expression.Listed(List<Expression> bases, int _)
                && bases.stream().anyMatch(base -> isModel(scope, base, models))) {
            gaps.of(new SourceLocation(scope.module().path(), call.line()), "a model made by type(...) is not read");
        }
    }

    private boolean isModel(Scope scope, Expression base, Registry models) {
        return switch (evaluation.names().resolve(scope, base)) {
            case Resolution.External(String dotted) -> Models.MODEL.contains(dotted);
            case Resolution.OfClass(ClassReference type) -> models.of(type).isPresent();
            case Resolution _ -> false;
        };
    }

    /// The full name of what is called, where that is not among the files; else empty.
    private String external(Scope scope, Call call) {
        return evaluation.names().resolve(scope, call.callee()) instanceof Resolution.External(String dotted)
                ? dotted
                : "";
    }

    private static SourceLocation at(ClassReference type, int line) {
        return new SourceLocation(type.module().path(), line);
    }
}
