package io.godwit.analyzer.python;

import java.util.Set;
import java.util.function.Predicate;

/// Tells what a class attribute is assigned apart: values that follow from the files, and those that are only known
/// when
/// the program runs and may be anything, a column of a model included.
///
/// @param known whether what is imported under a dotted name is no such value: the model library's own
public record OpenValues(Names names, Predicate<String> known) {
    private static final int DEEPEST = 20;
    private static final Set<String> BUILT_IN =
            Set.of("property", "cached_property", "classmethod", "staticmethod", "hybrid_property");

    /// Whether nobody can say from the files what the expression makes.
    public boolean isOpen(Scope scope, Expression value) {
        return switch (value) {
            case Expression.Call call ->
                !BUILT_IN.contains(call.calleeName()) && isOpen(names.resolve(scope, call.callee()), 0);
            case Expression.Name _, Expression.Attribute _ -> isOpenName(names.resolve(scope, value));
            case Expression.Subscript _, Expression.Conditional _, Expression.Opaque _ -> true;
            case Expression _ -> false;
        };
    }

    /// Whether what is called may return anything.
    private boolean isOpen(Resolution called, int depth) {
        return switch (called) {
            case Resolution.External(String dotted) -> !known.test(dotted);
            case Resolution.OfClass(ClassReference type) ->
                depth < DEEPEST
                        && names.bases(type).stream().anyMatch(base -> !isObject(base) && isOpen(base, depth + 1));
            case Resolution.OfFunction _, Resolution.OfValue _, Resolution.Unknown _ -> true;
            case Resolution.OfModule _, Resolution.OfPackage _ -> false;
        };
    }

    private static boolean isObject(Resolution base) {
        return base instanceof Resolution.Unknown(String name) && name.equals("object");
    }

    private boolean isOpenName(Resolution named) {
        return switch (named) {
            case Resolution.External(String dotted) -> !known.test(dotted);
            case Resolution.OfValue(Scope _, Expression value) ->
                value instanceof Expression.Call
                        || value instanceof Expression.Conditional
                        || value instanceof Expression.Name
                        || value instanceof Expression.Attribute
                        || value instanceof Expression.Opaque;
            case Resolution.Unknown _ -> true;
            case Resolution.OfClass _, Resolution.OfFunction _, Resolution.OfModule _, Resolution.OfPackage _ -> false;
        };
    }
}
