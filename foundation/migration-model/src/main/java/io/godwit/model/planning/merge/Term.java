package io.godwit.model.planning.merge;

import java.util.List;
import java.util.stream.Stream;

/// What a column is computed by, as far as a way back can be read from it.
sealed interface Term {

    record Name(String column) implements Term {}

    record Text(String value) implements Term {}

    record Whole(long value) implements Term {}

    /// @param function in lower case, without its schema
    record Call(String function, List<Term> arguments) implements Term {
        public Call {
            arguments = List.copyOf(arguments);
        }
    }

    /// @param type as it was written, in lower case
    record Cast(Term of, String type) implements Term {}

    record Operation(String operator, Term left, Term right) implements Term {}

    record Element(Term array, Term index) implements Term {}

    /// The columns in it.
    default Stream<String> columns() {
        return switch (this) {
            case Name(String column) -> Stream.of(column);
            case Text _, Whole _ -> Stream.empty();
            case Call(var _, List<Term> arguments) -> arguments.stream().flatMap(Term::columns);
            case Cast(Term of, var _) -> of.columns();
            case Operation(var _, Term left, Term right) -> Stream.concat(left.columns(), right.columns());
            case Element(Term array, Term index) -> Stream.concat(array.columns(), index.columns());
        };
    }

    /// The same without casts between kinds of text, which change nothing.
    default Term bare() {
        return this instanceof Cast(Term of, String type) && TextForm.isText(type) ? of.bare() : this;
    }
}
