package io.godwit.analyzer.sqlalchemy;

import io.godwit.analyzer.python.ClassReference;
import io.godwit.analyzer.python.Evaluation;
import io.godwit.analyzer.python.Expression;
import io.godwit.analyzer.python.Expression.Call;
import io.godwit.analyzer.python.Resolution;
import io.godwit.analyzer.python.Scope;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// The classes a model is made of: those among the files, and those that are not and may bring columns nobody sees.
final class OutsideBases {
    private static final int DEEPEST = 20;

    /// What makes a base class of the whole project.
    private static final Set<String> MAKERS = Set.of("declarative_base", "automap_base", "SQLAlchemy", "generate_base");

    /// Packages whose classes bring no columns.
    private static final Set<String> WITHOUT_COLUMNS = Set.of(
            "abc",
            "builtins",
            "collections",
            "dataclasses",
            "enum",
            "flask_login",
            "flask_sqlalchemy",
            "pydantic",
            "sqlalchemy",
            "sqlmodel",
            "typing",
            "typing_extensions");

    private static final Set<String> BUILT_IN = Set.of("object", "dict", "list", "str", "int", "Exception");

    private final Evaluation evaluation;

    OutsideBases(Evaluation evaluation) {
        this.evaluation = evaluation;
    }

    /// The names of bases of a class, and of its bases, that lead out of the files.
    Set<String> of(ClassReference type) {
        Set<String> outside = new TreeSet<>();
        collect(type, outside, 0);
        return outside;
    }

    private void collect(ClassReference type, Set<String> outside, int depth) {
        for (Resolution base : evaluation.names().bases(type)) {
            Optional<ClassReference> inside = classOf(base);
            if (inside.isPresent()) {
                if (depth < DEEPEST) {
                    collect(inside.get(), outside, depth + 1);
                }
                continue;
            }
            switch (followed(base, 0)) {
                case Resolution.External(String dotted) when !isWithoutColumns(dotted) -> outside.add(dotted);
                case Resolution.Unknown(String name) when !BUILT_IN.contains(name) -> outside.add(name);
                case Resolution.OfValue(Scope _, Call made)
                when !MAKERS.contains(made.calleeName()) -> outside.add(made.calleeName() + "(...)");
                case Resolution _ -> {}
            }
        }
    }

    /// A base class as it is, or what a function of the project makes.
    Optional<ClassReference> classOf(Resolution base) {
        return followed(base, 0) instanceof Resolution.OfClass(ClassReference type)
                ? Optional.of(type)
                : Optional.empty();
    }

    /// What `declarative_base(cls=Base)` makes a base class of.
    static Optional<Expression> madeOf(Call call) {
        return MAKERS.contains(call.calleeName())
                ? call.keyword("cls").or(() -> call.keyword("model_class"))
                : Optional.empty();
    }

    /// What a name that stands for another name, or a function of the project that returns one, comes to.
    private Resolution followed(Resolution base, int depth) {
        Resolution end = evaluation.names().followed(base);
        return end instanceof Resolution.OfValue(Scope scope, Call call) && depth < DEEPEST
                ? evaluation
                        .returned(scope, call)
                        .map(returned -> followed(returned, depth + 1))
                        .orElse(end)
                : end;
    }

    private static boolean isWithoutColumns(String dotted) {
        int dot = dotted.indexOf('.');
        return WITHOUT_COLUMNS.contains(dot < 0 ? dotted : dotted.substring(0, dot)) || dotted.endsWith("db.Model");
    }
}
