package io.godwit.analyzer.django;

import io.godwit.analyzer.python.Expression;
import io.godwit.analyzer.python.Expression.Argument;
import io.godwit.analyzer.python.Expression.Binary;
import io.godwit.analyzer.python.Expression.Call;
import io.godwit.analyzer.python.Expression.Unary;
import io.godwit.analyzer.python.Resolution;
import io.godwit.analyzer.python.Scope;
import io.godwit.analyzer.python.Value;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// `Q` objects as SQL, in the shape Django gives them.
final class Conditions {
    private static final Map<String, String> COMPARISONS = Map.of(
            "Exact", "exact",
            "GreaterThan", "gt",
            "GreaterThanOrEqual", "gte",
            "LessThan", "lt",
            "LessThanOrEqual", "lte",
            "IsNull", "isnull",
            "In", "in");

    private static final Map<String, String> JOINED = Map.of("&", "AND", "|", "OR", "^", "XOR");

    private static final int DEEPEST = 60;

    /// Functions that call functions can make very much of a few lines.
    private static final int MOST_STEPS = 10_000;

    private final Expressions expressions;
    private final Arguments arguments;
    private final Lookups lookups;
    private int depth;
    private int steps;

    Conditions(Expressions expressions, Arguments arguments) {
        this.expressions = expressions;
        this.arguments = arguments;
        this.lookups = new Lookups(expressions, arguments);
    }

    /// The condition in SQL; empty if any part of it is not known.
    Optional<String> sql(Written written) {
        try {
            return Optional.of(translated(written));
        } catch (Untranslatable _) {
            return Optional.empty();
        }
    }

    /// @throws Untranslatable if any part of it is not known
    String translated(Written written) {
        return where(query(written), false).sql();
    }

    /// A `Q`: joined children, which are lookups or further ones.
    private record Query(String word, boolean negated, List<Object> children) {
        Query negate() {
            return new Query(word, !negated, children);
        }

        /// `&`, `|` and `^`.
        Query with(Query other, String joining) {
            if (children.isEmpty()) {
                return other;
            }
            if (other.children.isEmpty()) {
                return this;
            }
            List<Object> all = new ArrayList<>();
            take(this, joining, all);
            take(other, joining, all);
            return new Query(joining, false, all);
        }

        private static void take(Query query, String joining, List<Object> into) {
            boolean dissolves = !query.negated && (query.word.equals(joining) || query.children.size() == 1);
            if (dissolves) {
                into.addAll(query.children);
            } else {
                into.add(query);
            }
        }
    }

    private record Lookup(String path, Written value) {}

    private Query query(Written given) {
        Written written = arguments.inlined(given);
        if (depth > DEEPEST || steps++ > MOST_STEPS) {
            throw new Untranslatable("nested too deeply");
        }
        depth++;
        try {
            Scope scope = written.scope();
            return switch (written.expression()) {
                case Unary(String operator, Expression operand, int _)
                when operator.equals("~") -> query(new Written(scope, operand)).negate();
                case Binary(String operator, Expression left, Expression right, int _)
                when JOINED.containsKey(operator) ->
                    query(new Written(scope, left)).with(query(new Written(scope, right)), JOINED.get(operator));
                case Call call when call.calleeName().equals("Q") -> query(scope, call);
                case Call call -> new Query("AND", false, List.of(new Written(scope, call)));
                case Expression.Name _, Expression.Attribute _ ->
                    switch (arguments.evaluation().names().resolve(scope, written.expression())) {
                        case Resolution.OfValue(Scope around, Expression value)
                        when !value.equals(written.expression()) -> query(new Written(around, value));
                        case Resolution _ -> throw new Untranslatable("an unknown name");
                    };
                case Expression _ -> throw new Untranslatable("no condition");
            };
        } finally {
            depth--;
        }
    }

    private Query query(Scope scope, Call call) {
        List<Object> children = new ArrayList<>();
        String word = "AND";
        boolean negated = false;
        List<Argument> named = new ArrayList<>();
        for (Argument argument : call.arguments()) {
            switch (argument.name()) {
                case "" -> {
                    if (argument.value() instanceof Expression.Spread) {
                        throw new Untranslatable("a spread");
                    }
                    children.add(positional(new Written(scope, argument.value())));
                }
                case "_connector" ->
                    word = argument.value().dotted().orElse("").endsWith("OR")
                                    || arguments
                                            .value(new Written(scope, argument.value()))
                                            .flatMap(Value::asText)
                                            .filter("OR"::equals)
                                            .isPresent()
                            ? "OR"
                            : "AND";
                case "_negated" ->
                    negated = argument.value() instanceof Expression.Constant(String is, int _) && is.equals("True");
                default -> named.add(argument);
            }
        }
        named.stream()
                .sorted(Comparator.comparing(Argument::name))
                .forEach(argument -> children.add(new Lookup(argument.name(), new Written(scope, argument.value()))));
        return new Query(word, negated, children);
    }

    /// A child by position: a pair of a lookup and a value, or a condition.
    private Object positional(Written written) {
        if (written.expression() instanceof Expression.Listed(List<Expression> pair, int _) && pair.size() == 2) {
            String path = arguments
                    .value(new Written(written.scope(), pair.getFirst()))
                    .flatMap(Value::asText)
                    .orElseThrow(() -> new Untranslatable("a pair"));
            return new Lookup(path, new Written(written.scope(), pair.getLast()));
        }
        return query(written);
    }

    private ConditionTree where(Query query, boolean negatedAbove) {
        boolean negated = negatedAbove ^ query.negated();
        boolean isEither = query.word().equals("XOR") && query.children().size() > 1;
        if (isEither && query.children().size() > 2) {
            throw new Untranslatable("more than two conditions joined by ^, which differ by Django's version");
        }
        ConditionTree tree = isEither
                ? new ConditionTree("OR", false)
                : new ConditionTree(query.children().size() > 1 ? query.word() : "AND", query.negated());
        List<String> alternatives = new ArrayList<>();
        for (Object child : query.children()) {
            ConditionTree branch = switch (child) {
                case Query inner -> where(inner, negated);
                case Lookup(String path, Written value) -> leaf(lookups.of(path, value, negated));
                case Written expression -> leaf(List.of(comparison(expression)));
                default -> throw new Untranslatable("an unknown child");
            };
            alternatives.add(branch.sql());
            tree.add(branch);
        }
        if (isEither) {
            ConditionTree either = new ConditionTree("AND", query.negated());
            either.add(tree);
            either.add("1 = " + ones(alternatives));
            return either;
        }
        if (tree.isEmpty()) {
            throw new Untranslatable("an empty condition");
        }
        return tree;
    }

    /// How many hold: PostgreSQL has no XOR, so Django counts.
    private static String ones(List<String> conditions) {
        return conditions.stream()
                .map(condition -> "CASE WHEN " + condition + " THEN 1 ELSE 0 END")
                .collect(Collectors.joining(" + ", "(", ")"));
    }

    private static ConditionTree leaf(List<String> conditions) {
        ConditionTree leaf = new ConditionTree("AND", false);
        conditions.forEach(leaf::add);
        return leaf;
    }

    /// `GreaterThan(F("a"), F("b"))`, or an expression that is true or false.
    private String comparison(Written written) {
        Call call = (Call) written.expression();
        String lookup = COMPARISONS.get(call.calleeName());
        List<Expression> operands = call.positional();
        if (lookup == null || operands.size() != 2) {
            return expressions.translated(written);
        }
        Written left = new Written(written.scope(), operands.getFirst());
        Written right = new Written(written.scope(), operands.getLast());
        return lookups.compared(
                expressions.fieldName(left).map(expressions::columnSql).orElseGet(() -> expressions.translated(left)),
                lookup,
                right,
                "");
    }
}
