package io.godwit.analyzer.prisma;

import io.godwit.analyzer.prisma.Declaration.Argument;
import io.godwit.analyzer.prisma.Declaration.Attribute;
import io.godwit.analyzer.prisma.Declaration.Expression;
import io.godwit.model.SqlName;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/// The `where:` of a partial index (preview feature `partialIndexes`): raw SQL, or an object of conditions.
final class IndexPredicate {
    private IndexPredicate() {}

    static Optional<String> of(Attribute attribute, UnaryOperator<String> columnOf) {
        return attribute.argument("where").flatMap(where -> switch (where) {
            case Expression.Call(String _, var arguments) ->
                arguments.stream()
                        .flatMap(argument -> argument.value().asText().stream())
                        .findFirst();
            case Expression.Mapped(var entries) ->
                Optional.of(entries.stream()
                        .map(entry -> condition(entry, columnOf))
                        .collect(Collectors.joining(" AND ")));
            case Expression.Text(String sql) -> Optional.of(sql);
            case Expression.Word _, Expression.Number _, Expression.Listed _ -> Optional.empty();
        });
    }

    private static String condition(Argument entry, UnaryOperator<String> columnOf) {
        String column = SqlName.quoted(columnOf.apply(entry.name().orElse("")));
        if (entry.value() instanceof Expression.Mapped(var negated) && negated.size() == 1) {
            Expression value = negated.getFirst().value();
            return isNull(value) ? "(" + column + " IS NOT NULL)" : "(" + column + " <> " + constant(value) + ")";
        }
        return isNull(entry.value())
                ? "(" + column + " IS NULL)"
                : "(" + column + " = " + constant(entry.value()) + ")";
    }

    private static boolean isNull(Expression value) {
        return value instanceof Expression.Word(String word) && word.equals("null");
    }

    private static String constant(Expression value) {
        return switch (value) {
            case Expression.Text(String text) -> SqlName.literal(text);
            case Expression.Number(String digits) -> digits;
            case Expression.Word(String word) when word.equals("true") || word.equals("false") -> word;
            case Expression.Word(String word) -> SqlName.literal(word);
            case Expression.Call _, Expression.Listed _, Expression.Mapped _ -> "NULL";
        };
    }
}
