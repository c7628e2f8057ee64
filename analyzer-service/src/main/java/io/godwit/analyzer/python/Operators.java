package io.godwit.analyzer.python;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Arithmetic, comparisons and logic of constants, kept to sizes that constants have.
final class Operators {
    private static final int LARGEST_EXPONENT = 64;
    private static final int LONGEST_TEXT = 10_000;

    private static final Pattern FORMAT = Pattern.compile("%%|%(?:\\((?<name>\\w+)\\))?[sd]");

    private Operators() {}

    static Optional<Value> unary(Evaluation evaluation, Scope scope, Expression.Unary unary) {
        Optional<Value> operand = evaluation.of(scope, unary.operand());
        return operand.flatMap(value -> switch (unary.operator()) {
            case "not" -> value.asTruth().map(holds -> new Value.Truth(!holds));
            case "-" ->
                switch (value) {
                    case Value.Whole(BigInteger number) -> Optional.of(new Value.Whole(number.negate()));
                    case Value.Fraction(BigDecimal number) -> Optional.of(new Value.Fraction(number.negate()));
                    case Value.Span(long time) -> Optional.of(new Value.Span(-time));
                    case Value _ -> Optional.empty();
                };
            case "+" -> Optional.of(value);
            default -> Optional.empty();
        });
    }

    static Optional<Value> binary(Evaluation evaluation, Scope scope, Expression.Binary binary) {
        Optional<Value> left = evaluation.of(scope, binary.left());
        if (left.isEmpty()) {
            return Optional.empty();
        }
        String operator = binary.operator();
        if (operator.equals("and") || operator.equals("or")) {
            return left.get()
                    .asTruth()
                    .flatMap(holds -> holds == operator.equals("or") ? left : evaluation.of(scope, binary.right()));
        }
        return evaluation.of(scope, binary.right()).flatMap(right -> apply(operator, left.get(), right));
    }

    private static Optional<Value> apply(String operator, Value left, Value right) {
        return switch (operator) {
            case "==", "is" -> Optional.of(new Value.Truth(left.equals(right)));
            case "!=", "is not" -> Optional.of(new Value.Truth(!left.equals(right)));
            case "in" -> contains(left, right).map(Value.Truth::new);
            case "not in" -> contains(left, right).map(found -> new Value.Truth(!found));
            case "<" -> compare(left, right).map(order -> new Value.Truth(order < 0));
            case "<=" -> compare(left, right).map(order -> new Value.Truth(order <= 0));
            case ">" -> compare(left, right).map(order -> new Value.Truth(order > 0));
            case ">=" -> compare(left, right).map(order -> new Value.Truth(order >= 0));
            case "+", "|" -> joined(left, right).or(() -> calculated(operator, left, right));
            case "%" ->
                left instanceof Value.Text(String text) ? formatted(text, right) : calculated(operator, left, right);
            default -> calculated(operator, left, right);
        };
    }

    /// `'%s_key' % name`, `'%s_%s' % (a, b)`, `'%(a)s' % {'a': 1}`.
    private static Optional<Value> formatted(String text, Value given) {
        List<Value> arguments = given instanceof Value.Listed(List<Value> many) ? many : List.of(given);
        Matcher verb = FORMAT.matcher(text);
        StringBuilder result = new StringBuilder();
        int next = 0;
        while (verb.find()) {
            Optional<Value> argument;
            if (verb.group().equals("%%")) {
                argument = Optional.of(new Value.Text("%"));
            } else if (verb.group("name") != null) {
                argument = given instanceof Value.Mapped(Map<Value, Value> entries)
                        ? Optional.ofNullable(entries.get(new Value.Text(verb.group("name"))))
                        : Optional.empty();
            } else {
                argument = next < arguments.size() ? Optional.of(arguments.get(next++)) : Optional.empty();
            }
            Optional<String> printed = argument.flatMap(Calls::printed).flatMap(Value::asText);
            if (printed.isEmpty()) {
                return Optional.empty();
            }
            verb.appendReplacement(result, Matcher.quoteReplacement(printed.get()));
        }
        verb.appendTail(result);
        return Optional.of(new Value.Text(result.toString()));
    }

    private static Optional<Boolean> contains(Value element, Value container) {
        return switch (container) {
            case Value.Listed(List<Value> elements) -> Optional.of(elements.contains(element));
            case Value.Mapped(Map<Value, Value> entries) -> Optional.of(entries.containsKey(element));
            case Value _ -> Optional.empty();
        };
    }

    private static Optional<Integer> compare(Value left, Value right) {
        Optional<BigDecimal> one = number(left);
        Optional<BigDecimal> other = number(right);
        return one.isPresent() && other.isPresent() ? Optional.of(one.get().compareTo(other.get())) : Optional.empty();
    }

    private static Optional<Value> joined(Value left, Value right) {
        if (left instanceof Value.Text(String one)
                && right instanceof Value.Text(String other)
                && one.length() + other.length() < LONGEST_TEXT) {
            return Optional.of(new Value.Text(one + other));
        }
        if (left instanceof Value.Listed(List<Value> one)
                && right instanceof Value.Listed(List<Value> other)
                && one.size() + other.size() < LONGEST_TEXT) {
            List<Value> all = new ArrayList<>(one);
            all.addAll(other);
            return Optional.of(new Value.Listed(all));
        }
        if (left instanceof Value.Mapped(Map<Value, Value> one)
                && right instanceof Value.Mapped(Map<Value, Value> other)) {
            Map<Value, Value> all = new LinkedHashMap<>(one);
            all.putAll(other);
            return Optional.of(new Value.Mapped(all));
        }
        return Optional.empty();
    }

    private static Optional<Value> calculated(String operator, Value left, Value right) {
        if (left instanceof Value.Span(long one)) {
            return spans(operator, one, right);
        }
        if (left instanceof Value.Whole(BigInteger one) && right instanceof Value.Whole(BigInteger other)) {
            return wholes(operator, one, other);
        }
        Optional<BigDecimal> one = number(left);
        Optional<BigDecimal> other = number(right);
        if (one.isEmpty() || other.isEmpty()) {
            return Optional.empty();
        }
        return switch (operator) {
            case "+" -> Optional.of(new Value.Fraction(one.get().add(other.get())));
            case "-" -> Optional.of(new Value.Fraction(one.get().subtract(other.get())));
            case "*" -> Optional.of(new Value.Fraction(one.get().multiply(other.get())));
            default -> Optional.empty();
        };
    }

    private static Optional<Value> spans(String operator, long one, Value right) {
        return switch (right) {
            case Value.Span(long other) when operator.equals("+") -> Optional.of(new Value.Span(one + other));
            case Value.Span(long other) when operator.equals("-") -> Optional.of(new Value.Span(one - other));
            case Value.Whole(BigInteger factor)
            when operator.equals("*") && factor.bitLength() < 31 ->
                Optional.of(new Value.Span(one * factor.intValue()));
            case Value _ -> Optional.empty();
        };
    }

    private static Optional<Value> wholes(String operator, BigInteger one, BigInteger other) {
        boolean small = other.signum() >= 0 && other.compareTo(BigInteger.valueOf(LARGEST_EXPONENT)) <= 0;
        return switch (operator) {
            case "+" -> Optional.of(new Value.Whole(one.add(other)));
            case "-" -> Optional.of(new Value.Whole(one.subtract(other)));
            case "*" -> Optional.of(new Value.Whole(one.multiply(other)));
            case "|" -> Optional.of(new Value.Whole(one.or(other)));
            case "//", "/", "%" -> other.signum() == 0 ? Optional.empty() : divided(operator, one, other);
            case "**" ->
                small && one.bitLength() <= LARGEST_EXPONENT
                        ? Optional.of(new Value.Whole(one.pow(other.intValue())))
                        : Optional.empty();
            case "<<" -> small ? Optional.of(new Value.Whole(one.shiftLeft(other.intValue()))) : Optional.empty();
            default -> Optional.empty();
        };
    }

    private static Optional<Value> divided(String operator, BigInteger one, BigInteger other) {
        BigDecimal dividend = new BigDecimal(one);
        BigDecimal divisor = new BigDecimal(other);
        if (operator.equals("/")) {
            return Optional.of(new Value.Fraction(dividend.divide(divisor, MathContext.DECIMAL64)));
        }
        BigInteger floor = dividend.divide(divisor, 0, RoundingMode.FLOOR).toBigInteger();
        return Optional.of(new Value.Whole(operator.equals("//") ? floor : one.subtract(floor.multiply(other))));
    }

    private static Optional<BigDecimal> number(Value value) {
        return switch (value) {
            case Value.Whole(BigInteger number) -> Optional.of(new BigDecimal(number));
            case Value.Fraction(BigDecimal number) -> Optional.of(number);
            case Value.Truth(boolean isTrue) -> Optional.of(isTrue ? BigDecimal.ONE : BigDecimal.ZERO);
            case Value _ -> Optional.empty();
        };
    }
}
