package io.godwit.analyzer.typeorm.script;

import io.godwit.analyzer.syntax.SyntaxNode;
import io.godwit.analyzer.typeorm.script.Value.Nothing;
import io.godwit.analyzer.typeorm.script.Value.Numeric;
import io.godwit.analyzer.typeorm.script.Value.Text;
import io.godwit.analyzer.typeorm.script.Value.Truth;
import io.godwit.analyzer.typeorm.script.Value.Undefined;
import io.godwit.analyzer.typeorm.script.Value.Unknown;
import java.util.Optional;

/// JavaScript's operators on values that are known.
final class Operators {

    static Value number(SyntaxNode node) {
        String digits = node.text().replace("_", "");
        try {
            String lower = digits.toLowerCase(java.util.Locale.ROOT);
            if (lower.startsWith("0x")) {
                return new Numeric(Long.parseLong(lower.substring(2), 16));
            }
            if (lower.startsWith("0b")) {
                return new Numeric(Long.parseLong(lower.substring(2), 2));
            }
            if (lower.startsWith("0o")) {
                return new Numeric(Long.parseLong(lower.substring(2), 8));
            }
            return new Numeric(
                    Double.parseDouble(lower.endsWith("n") ? lower.substring(0, lower.length() - 1) : lower));
        } catch (NumberFormatException unusual) {
            return Evaluation.unknown(node, "it is no number that can be read");
        }
    }

    /// Whether JavaScript takes a value as true; empty where that is not known.
    static Optional<Boolean> truth(Value value) {
        return switch (value) {
            case Truth(boolean truth) -> Optional.of(truth);
            case Text(String text) -> Optional.of(!text.isEmpty());
            case Numeric(double number) -> Optional.of(number != 0);
            case Nothing _, Undefined _ -> Optional.of(false);
            case Value.Fields _, Value.Items _, Value.Function _, Value.ClassReference _, Value.Enumeration _ ->
                Optional.of(true);
            case Value.Instance _, Value.Module _ -> Optional.of(true);
            case Value.External _ -> Optional.empty();
            case Unknown _ -> Surroundings.isEnvironment(value) ? Optional.of(false) : Optional.empty();
        };
    }

    Value unary(SyntaxNode node, Value argument) {
        String operator = node.child("operator").map(SyntaxNode::text).orElse("");
        if (argument instanceof Numeric(double number)) {
            switch (operator) {
                case "-" -> {
                    return new Numeric(-number);
                }
                case "+" -> {
                    return argument;
                }
                case "~" -> {
                    return new Numeric(~(long) number);
                }
                default -> {}
            }
        }
        Optional<Boolean> truth = truth(argument);
        if (operator.equals("!") && truth.isPresent()) {
            return new Truth(!truth.get());
        }
        return argument instanceof Unknown ? argument : Evaluation.unknown(node, "it is computed");
    }

    Value binary(SyntaxNode node, String operator, Value left, Value right) {
        if (left instanceof Numeric(double one) && right instanceof Numeric(double other)) {
            return arithmetic(node, operator, one, other);
        }
        Optional<String> first = left.printed();
        Optional<String> second = right.printed();
        if (operator.equals("+") && first.isPresent() && second.isPresent()) {
            return new Text(first.get() + second.get());
        }
        boolean known = first.isPresent() && second.isPresent();
        if (known && (operator.equals("===") || operator.equals("=="))) {
            return new Truth(left.equals(right));
        }
        if (known && (operator.equals("!==") || operator.equals("!="))) {
            return new Truth(!left.equals(right));
        }
        if (left instanceof Unknown) {
            return left;
        }
        return right instanceof Unknown ? right : Evaluation.unknown(node, "it is computed");
    }

    private static Value arithmetic(SyntaxNode node, String operator, double one, double other) {
        return switch (operator) {
            case "+" -> new Numeric(one + other);
            case "-" -> new Numeric(one - other);
            case "*" -> new Numeric(one * other);
            case "/" -> new Numeric(one / other);
            case "%" -> new Numeric(one % other);
            case "**" -> new Numeric(Math.pow(one, other));
            case "<<" -> new Numeric((int) one << (int) other);
            case ">>" -> new Numeric((int) one >> (int) other);
            case "|" -> new Numeric((int) one | (int) other);
            case "&" -> new Numeric((int) one & (int) other);
            case "<" -> new Truth(one < other);
            case ">" -> new Truth(one > other);
            case "<=" -> new Truth(one <= other);
            case ">=" -> new Truth(one >= other);
            case "==", "===" -> new Truth(one == other);
            case "!=", "!==" -> new Truth(one != other);
            default -> Evaluation.unknown(node, "it is computed");
        };
    }
}
