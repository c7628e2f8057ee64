package io.godwit.analyzer.sqlalchemy;

import io.godwit.analyzer.python.Evaluation;
import io.godwit.analyzer.python.Expression;
import io.godwit.analyzer.python.Expression.Call;
import io.godwit.analyzer.python.Value;
import io.godwit.analyzer.sqlalchemy.MappedTable.Piece;
import io.godwit.model.SqlName;
import io.godwit.model.catalog.Index;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// `Index("name", "column", unique=True, postgresql_where=text("..."))`.
final class IndexReading {
    private IndexReading() {}

    static Optional<Index> of(Evaluation evaluation, MappedTable table, List<ReadColumn> columns, Piece piece) {
        Call call = piece.call();
        List<Expression> given = call.positional();
        if (given.isEmpty()) {
            return Optional.empty();
        }
        List<Index.Key> keys = new ArrayList<>();
        Map<Value, Value> classes = evaluation
                                .of(
                                        piece.scope(),
                                        call.keyword("postgresql_ops").orElse(given.getFirst()))
                                .orElse(new Value.Nothing())
                        instanceof Value.Mapped(var entries)
                ? entries
                : Map.of();
        for (Expression expression : given.subList(1, given.size())) {
            Optional<Index.Key> key = key(evaluation, columns, piece, expression, classes);
            if (key.isEmpty()) {
                return Optional.empty();
            }
            keys.add(key.get());
        }
        boolean unnamed = given.getFirst() instanceof Expression.Constant;
        Optional<String> name = unnamed
                ? Optional.of(table.convention()
                        .index(
                                table.name().name(),
                                table.name().name(),
                                keys.stream()
                                        .flatMap(key -> key.column().stream())
                                        .toList()))
                : evaluation.of(piece.scope(), given.getFirst()).flatMap(Value::asText);
        Optional<Expression> where = call.keyword("postgresql_where");
        Optional<String> predicate = where.flatMap(value -> SqlText.of(evaluation, piece.scope(), value));
        if (name.isEmpty() || keys.isEmpty() || where.isPresent() && predicate.isEmpty()) {
            return Optional.empty();
        }
        boolean unique = call.keyword("unique")
                .flatMap(value -> evaluation.of(piece.scope(), value))
                .flatMap(Value::asTruth)
                .orElse(false);
        String method = call.keyword("postgresql_using")
                .flatMap(value -> evaluation.of(piece.scope(), value))
                .flatMap(Value::asText)
                .orElse("btree");
        List<String> included = call.keyword("postgresql_include")
                .map(list -> list instanceof Expression.Listed(List<Expression> names, int _)
                        ? TableBuilding.columnNames(columns, names)
                        : List.<String>of())
                .orElse(List.of());
        return Optional.of(new Index(name.get(), unique, method, keys, included, predicate, false, true));
    }

    private static Optional<Index.Key> key(
            Evaluation evaluation,
            List<ReadColumn> columns,
            Piece piece,
            Expression expression,
            Map<Value, Value> classes) {
        List<String> plain = TableBuilding.columnNames(columns, List.of(expression));
        if (!plain.isEmpty()) {
            Optional<String> operatorClass = Optional.ofNullable(classes.get(new Value.Text(plain.getFirst())))
                    .flatMap(Value::asText);
            return Optional.of(
                    new Index.Key(Optional.of(plain.getFirst()), Optional.empty(), false, false, operatorClass));
        }
        if (!(expression instanceof Call call)) {
            return Optional.empty();
        }
        String name = call.calleeName();
        if (name.equals("text")) {
            return SqlText.of(evaluation, piece.scope(), expression)
                    .map(sql -> new Index.Key(Optional.empty(), Optional.of(sql), false, false, Optional.empty()));
        }
        boolean isDescending = name.equals("desc");
        if (isDescending || name.equals("asc")) {
            Expression inner = call.positional().isEmpty() && call.callee() instanceof Expression.Attribute attribute
                    ? attribute.owner()
                    : call.positional().stream().findFirst().orElse(expression);
            return inner.equals(expression)
                    ? Optional.empty()
                    : key(evaluation, columns, piece, inner, classes)
                            .map(key -> new Index.Key(
                                    key.column(), key.expression(), isDescending, isDescending, key.operatorClass()));
        }
        List<String> operands = TableBuilding.columnNames(columns, call.positional());
        boolean isFunction = call.callee()
                .dotted()
                .filter(dotted -> dotted.matches("(.*\\.)?func\\.\\w+"))
                .isPresent();
        return isFunction && !operands.isEmpty()
                ? Optional.of(new Index.Key(
                        Optional.empty(),
                        Optional.of(name + "("
                                + String.join(
                                        ", ",
                                        operands.stream().map(SqlName::quoted).toList()) + ")"),
                        false,
                        false,
                        Optional.empty()))
                : Optional.empty();
    }
}
