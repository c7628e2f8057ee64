package io.godwit.postgres.statement;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A comparison of two expressions that constants decide: `i < 3`, `name <> 'users'`.
final class ConstantComparison {
    private static final Set<String> SYMBOLS = Set.of("<", ">", "=", "!");

    private ConstantComparison() {}

    /// @param known variables and their values
    /// @return empty for what only shows while it runs, and for other conditions
    static Optional<Boolean> of(List<Token> condition, Map<String, String> known) {
        int from = 0;
        while (from < condition.size() && !isSymbol(condition.get(from))) {
            from++;
        }
        int to = from;
        StringBuilder operator = new StringBuilder();
        while (to < condition.size() && isSymbol(condition.get(to))) {
            operator.append(condition.get(to++).value());
        }
        if (from == 0 || to == from || to == condition.size()) {
            return Optional.empty();
        }
        Optional<String> left = ConstantText.of(condition.subList(0, from), known);
        Optional<String> right = ConstantText.of(condition.subList(to, condition.size()), known);
        return left.flatMap(one -> right.flatMap(other -> compared(one, operator.toString(), other)));
    }

    private static boolean isSymbol(Token token) {
        return SYMBOLS.stream().anyMatch(token::isSymbol);
    }

    private static Optional<Boolean> compared(String left, String operator, String right) {
        boolean numbers = left.matches("-?\\d{1,9}") && right.matches("-?\\d{1,9}");
        int order = numbers ? Long.compare(Long.parseLong(left), Long.parseLong(right)) : left.compareTo(right);
        return switch (operator) {
            case "=" -> Optional.of(order == 0);
            case "<>", "!=" -> Optional.of(order != 0);
            case "<" -> numbers ? Optional.of(order < 0) : Optional.empty();
            case "<=" -> numbers ? Optional.of(order <= 0) : Optional.empty();
            case ">" -> numbers ? Optional.of(order > 0) : Optional.empty();
            case ">=" -> numbers ? Optional.of(order >= 0) : Optional.empty();
            default -> Optional.empty();
        };
    }
}
