package io.godwit.analyzer.prisma;

import java.util.List;
import java.util.Optional;

/// A top-level block of a schema.
sealed interface Declaration {

    /// A `model`, or a `view`, which has the same form but no table.
    record Model(String file, int line, Kind kind, String name, List<Field> fields, List<Attribute> attributes)
            implements Declaration {
        enum Kind {
            MODEL,
            VIEW,
            COMPOSITE_TYPE
        }

        Optional<Attribute> attribute(String attributeName) {
            return Attribute.first(attributes, attributeName);
        }

        Optional<Field> field(String fieldName) {
            return fields.stream()
                    .filter(field -> field.name().equals(fieldName))
                    .findFirst();
        }
    }

    record Enumeration(String file, int line, String name, List<Value> values, List<Attribute> attributes)
            implements Declaration {
        record Value(String name, int line, List<Attribute> attributes) {}
    }

    /// A `datasource` or `generator`.
    record Settings(String file, int line, String keyword, String name, List<Argument> entries) implements Declaration {
        Optional<Expression> entry(String key) {
            return entries.stream()
                    .filter(entry -> entry.name().filter(key::equals).isPresent())
                    .map(Argument::value)
                    .findFirst();
        }
    }

    /// @param type     a scalar's, enum's or model's name
    /// @param foreign  the type as PostgreSQL writes it, of an `Unsupported("...")` field
    record Field(
            String name, String type, Optional<String> foreign, Arity arity, List<Attribute> attributes, int line) {
        enum Arity {
            REQUIRED,
            OPTIONAL,
            LIST
        }

        Optional<Attribute> attribute(String attributeName) {
            return Attribute.first(attributes, attributeName);
        }

        boolean isList() {
            return arity == Arity.LIST;
        }
    }

    /// @param name without the `@`: `id`, `default`, `db.VarChar`
    record Attribute(String name, List<Argument> arguments, int line, int column) {
        /// The argument of that name, else the first without one if it may be left unnamed.
        Optional<Expression> argument(String argumentName) {
            return arguments.stream()
                    .filter(argument ->
                            argument.name().filter(argumentName::equals).isPresent())
                    .map(Argument::value)
                    .findFirst();
        }

        Optional<Expression> unnamed() {
            return arguments.stream()
                    .filter(argument -> argument.name().isEmpty())
                    .map(Argument::value)
                    .findFirst();
        }

        Optional<Expression> argumentOrUnnamed(String argumentName) {
            return argument(argumentName).or(this::unnamed);
        }

        Optional<String> text(String argumentName) {
            return argument(argumentName).flatMap(Expression::asText);
        }

        Optional<String> textOrUnnamed(String argumentName) {
            return argumentOrUnnamed(argumentName).flatMap(Expression::asText);
        }

        static Optional<Attribute> first(List<Attribute> attributes, String wanted) {
            return attributes.stream()
                    .filter(attribute -> attribute.name().equals(wanted))
                    .findFirst();
        }
    }

    record Argument(Optional<String> name, Expression value) {}

    /// What an argument or setting is.
    sealed interface Expression {
        record Text(String value) implements Expression {}

        record Number(String digits) implements Expression {}

        /// A name: a field, an enum value, `true`, `Cascade`.
        record Word(String name) implements Expression {}

        record Call(String name, List<Argument> arguments) implements Expression {}

        record Listed(List<Expression> elements) implements Expression {}

        /// `{ name: value }`
        record Mapped(List<Argument> entries) implements Expression {}

        default Optional<String> asText() {
            return this instanceof Text(String value) ? Optional.of(value) : Optional.empty();
        }

        /// The elements of a list; an expression alone stands for a list of itself.
        default List<Expression> elements() {
            return this instanceof Listed(List<Expression> elements) ? elements : List.of(this);
        }

        /// The name of a word or call.
        default Optional<String> head() {
            return switch (this) {
                case Word(String name) -> Optional.of(name);
                case Call(String name, List<Argument> _) -> Optional.of(name);
                case Text _, Number _, Listed _, Mapped _ -> Optional.empty();
            };
        }
    }
}
