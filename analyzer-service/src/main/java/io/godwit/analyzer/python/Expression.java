package io.godwit.analyzer.python;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// An expression, as written.
public sealed interface Expression {

    /// Where it begins, counted from one.
    int line();

    /// A string; adjacent ones are joined, escapes are resolved.
    record Text(String value, int line) implements Expression {}

    /// A number as written, underscores left out.
    record Number(String digits, int line) implements Expression {}

    /// `True`, `False`, `None` or `...`.
    record Constant(String word, int line) implements Expression {}

    record Name(String name, int line) implements Expression {}

    record Attribute(Expression owner, String name, int line) implements Expression {}

    record Call(Expression callee, List<Argument> arguments, int line) implements Expression {
        public Call {
            arguments = List.copyOf(arguments);
        }

        public Optional<Expression> keyword(String name) {
            return arguments.stream()
                    .filter(argument -> argument.name().equals(name))
                    .map(Argument::value)
                    .findFirst();
        }

        public List<Expression> positional() {
            return arguments.stream()
                    .filter(argument -> argument.name().isEmpty() && !(argument.value() instanceof Spread))
                    .map(Argument::value)
                    .toList();
        }

        /// The values of `**mapping` arguments.
        public Stream<Expression> spreadMappings() {
            return arguments.stream()
                    .map(Argument::value)
                    .filter(value -> value instanceof Spread spread && spread.mapping())
                    .map(value -> ((Spread) value).value());
        }

        /// The last name of what is called: `CharField` of `models.CharField(...)`; empty if that is no name.
        public String calleeName() {
            return switch (callee) {
                case Name(String name, int _) -> name;
                case Attribute(Expression _, String name, int _) -> name;
                case Subscript(Name(String name, int _), var _, int _) -> name;
                case Subscript(Attribute(Expression _, String name, int _), var _, int _) -> name;
                case Expression _ -> "";
            };
        }
    }

    /// @param name empty for an argument by position
    record Argument(String name, Expression value) {}

    /// `*values` or `**mapping` in a call or a list.
    record Spread(Expression value, boolean mapping, int line) implements Expression {}

    /// A list, tuple or set.
    record Listed(List<Expression> elements, int line) implements Expression {
        public Listed {
            elements = List.copyOf(elements);
        }
    }

    record Mapped(List<Entry> entries, int line) implements Expression {
        public Mapped {
            entries = List.copyOf(entries);
        }

        public record Entry(Expression key, Expression value) {}
    }

    /// Two operands of an arithmetic, bitwise or boolean operator, or of a comparison.
    record Binary(String operator, Expression left, Expression right, int line) implements Expression {}

    /// `-x`, `+x`, `~x` or `not x`.
    record Unary(String operator, Expression operand, int line) implements Expression {}

    /// `[from:to]` without a step.
    record Slice(Optional<Expression> from, Optional<Expression> to, int line) implements Expression {}

    record Subscript(Expression owner, List<Expression> index, int line) implements Expression {
        public Subscript {
            index = List.copyOf(index);
        }
    }

    /// A string with expressions in it, in pieces.
    record Interpolated(List<Expression> pieces, int line) implements Expression {
        public Interpolated {
            pieces = List.copyOf(pieces);
        }
    }

    record Lambda(Expression body, int line) implements Expression {}

    record Conditional(Expression whenTrue, Expression condition, Expression whenFalse, int line)
            implements Expression {}

    /// A list, set or generator built in one loop: `[element for variables in source if conditions]`.
    record Comprehension(
            Expression element, List<String> variables, Expression source, List<Expression> conditions, int line)
            implements Expression {
        public Comprehension {
            variables = List.copyOf(variables);
            conditions = List.copyOf(conditions);
        }
    }

    /// Anything else.
    record Opaque(String text, int line) implements Expression {}

    /// A name with dots, as written: `models.CharField`; empty if it is anything else.
    default Optional<String> dotted() {
        return switch (this) {
            case Name(String name, int _) -> Optional.of(name);
            case Attribute(Expression owner, String name, int _) ->
                owner.dotted().map(before -> before + "." + name);
            case Expression _ -> Optional.empty();
        };
    }
}
