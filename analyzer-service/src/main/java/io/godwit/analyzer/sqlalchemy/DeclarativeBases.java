package io.godwit.analyzer.sqlalchemy;

import io.godwit.analyzer.python.ClassReference;
import io.godwit.analyzer.python.Expression;
import io.godwit.analyzer.python.Names;
import io.godwit.analyzer.python.Resolution;
import java.util.Optional;
import java.util.Set;

/// Tells models, which derive from a declarative base, from mixins and from the base itself: only models have tables,
/// however many classes share a method that names one.
final class DeclarativeBases {
    private static final int DEEPEST = 20;

    /// A class made directly of one of these is the base.
    private static final Set<String> MAKE_A_BASE =
            Set.of("DeclarativeBase", "DeclarativeBaseNoMeta", "SQLModel", "MappedAsDataclass");

    /// Packages whose classes are no declarative bases.
    private static final Set<String> PLAIN = Set.of("abc", "builtins", "dataclasses", "enum", "typing");

    private final Names names;

    DeclarativeBases(Names names) {
        this.names = names;
    }

    boolean isModel(ClassReference type) {
        return isTable(type) || isModel(type, 0);
    }

    private boolean isModel(ClassReference type, int depth) {
        return type.definition().bases().stream()
                .map(base -> names.followed(names.resolve(type.scope(), base)))
                .anyMatch(base -> switch (base) {
                    case Resolution.OfClass(ClassReference parent) ->
                        depth < DEEPEST && (isBase(parent) || isModel(parent, depth + 1));
                    case Resolution.External(String dotted) -> !isPlain(dotted) && !makesBase(dotted);
                    case Resolution.OfValue _ -> true;
                    case Resolution _ -> false;
                });
    }

    private boolean isBase(ClassReference type) {
        boolean hasMetaclass = type.definition().keywords().stream()
                .anyMatch(keyword -> keyword.name().equals("metaclass"));
        return hasMetaclass
                || type.definition().decorators().stream()
                        .anyMatch(decorator -> decorator instanceof Expression.Call call
                                && call.calleeName().equals("as_declarative"))
                || type.definition().bases().stream()
                        .map(base -> names.followed(names.resolve(type.scope(), base)))
                        .anyMatch(base -> base instanceof Resolution.External(String dotted)
                                && makesBase(dotted)
                                && !SqlTypes.last(dotted).equals("SQLModel"));
    }

    /// SQLModel's `class Tree(Base, table=True)`.
    private static boolean isTable(ClassReference type) {
        Optional<Expression> table = type.definition().keywords().stream()
                .filter(keyword -> keyword.name().equals("table"))
                .map(Expression.Argument::value)
                .findFirst();
        return table.filter(value -> value instanceof Expression.Constant(String word, int _) && word.equals("True"))
                .isPresent();
    }

    private static boolean makesBase(String dotted) {
        return MAKE_A_BASE.contains(SqlTypes.last(dotted));
    }

    private static boolean isPlain(String dotted) {
        int dot = dotted.indexOf('.');
        return PLAIN.contains(dot < 0 ? dotted : dotted.substring(0, dot));
    }
}
