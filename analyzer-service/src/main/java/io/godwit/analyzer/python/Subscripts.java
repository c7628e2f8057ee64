package io.godwit.analyzer.python;

import io.godwit.analyzer.python.Expression.Slice;
import java.util.List;
import java.util.Optional;

/// Parts of texts, lists and dictionaries: `NAMES[0]`, `name[:63]`, `CHOICES['a']`. An index counts from the end where
/// it is negative; a slice ends where the text does.
record Subscripts(Evaluation evaluation) {

    Optional<Value> of(Scope scope, Expression.Subscript subscript) {
        Optional<Value> owner = evaluation.of(scope, subscript.owner());
        if (owner.isEmpty() || subscript.index().size() != 1) {
            return Optional.empty();
        }
        Expression index = subscript.index().getFirst();
        return index instanceof Slice slice
                ? slice(scope, owner.get(), slice)
                : evaluation.of(scope, index).flatMap(value -> element(owner.get(), value));
    }

    private static Optional<Value> element(Value owner, Value index) {
        return switch (owner) {
            case Value.Mapped(var entries) -> Optional.ofNullable(entries.get(index));
            case Value.Listed(var elements) -> position(index, elements.size()).map(elements::get);
            case Value.Text(String text) -> {
                int[] characters = text.codePoints().toArray();
                yield position(index, characters.length)
                        .map(position -> new Value.Text(Character.toString(characters[position])));
            }
            case Value _ -> Optional.empty();
        };
    }

    private static Optional<Integer> position(Value index, int size) {
        return index.asInteger()
                .map(position -> position < 0 ? size + position : position)
                .filter(position -> position >= 0 && position < size);
    }

    private Optional<Value> slice(Scope scope, Value owner, Slice slice) {
        return switch (owner) {
            case Value.Text(String text) -> {
                int[] characters = text.codePoints().toArray();
                yield range(scope, slice, characters.length)
                        .map(range -> new Value.Text(
                                new String(characters, range.from(), Math.max(0, range.to() - range.from()))));
            }
            case Value.Listed(List<Value> elements) ->
                range(scope, slice, elements.size())
                        .map(range ->
                                new Value.Listed(elements.subList(range.from(), Math.max(range.from(), range.to()))));
            case Value _ -> Optional.empty();
        };
    }

    /// @param to exclusive
    private record Range(int from, int to) {}

    private Optional<Range> range(Scope scope, Slice slice, int size) {
        Optional<Integer> from = bound(scope, slice.from(), 0, size);
        Optional<Integer> to = bound(scope, slice.to(), size, size);
        return from.isPresent() && to.isPresent() ? Optional.of(new Range(from.get(), to.get())) : Optional.empty();
    }

    /// Within the text; empty if it is not known.
    private Optional<Integer> bound(Scope scope, Optional<Expression> written, int otherwise, int size) {
        return written.isEmpty()
                ? Optional.of(otherwise)
                : evaluation
                        .of(scope, written.get())
                        .flatMap(Value::asInteger)
                        .map(position -> Math.clamp((long) (position < 0 ? size + position : position), 0, size));
    }
}
