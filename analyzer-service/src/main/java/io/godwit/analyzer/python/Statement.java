package io.godwit.analyzer.python;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A statement, as written. `while` and other control flow inside functions are left out.
public sealed interface Statement {

    /// Where it begins, counted from one.
    int line();

    /// `import module as alias`: binds the alias, else the first part of the module's name.
    record Import(String module, String alias, int line) implements Statement {}

    /// `from ..module import name as alias`.
    ///
    /// @param level how many dots lead
    /// @param name  `*` for everything
    record ImportFrom(String module, int level, String name, String alias, int line) implements Statement {}

    /// @param value empty for a bare annotation
    record Assignment(Expression target, Optional<Expression> annotation, Optional<Expression> value, int line)
            implements Statement {

        /// The name assigned to; empty for an attribute, subscript or tuple.
        public Optional<String> name() {
            return target instanceof Expression.Name(String name, int _) ? Optional.of(name) : Optional.empty();
        }
    }

    /// `target += value`.
    record Extension(Expression target, String operator, Expression value, int line) implements Statement {}

    /// @param keywords such as `metaclass=`
    record ClassDefinition(
            String name,
            List<Expression> bases,
            List<Expression.Argument> keywords,
            List<Expression> decorators,
            List<Statement> body,
            int line)
            implements Statement {
        public ClassDefinition {
            bases = List.copyOf(bases);
            keywords = List.copyOf(keywords);
            decorators = List.copyOf(decorators);
            body = List.copyOf(body);
        }

        /// By its name and place: classes are keys, and their bodies are long.
        @Override
        public int hashCode() {
            return 31 * name.hashCode() + line;
        }

        public Optional<ClassDefinition> inner(String className) {
            return flattened()
                    .filter(ClassDefinition.class::isInstance)
                    .map(ClassDefinition.class::cast)
                    .filter(definition -> definition.name().equals(className))
                    .findFirst();
        }

        /// The body, that of its branches included.
        public Stream<Statement> flattened() {
            return Statement.flatten(body);
        }
    }

    /// @param parameters in order, with the stars of `*values` and `**named`
    /// @param defaults   of the parameters that have one
    /// @param returns    the annotation after `->`
    record FunctionDefinition(
            String name,
            List<String> parameters,
            List<Expression.Argument> defaults,
            Optional<Expression> returns,
            List<Expression> decorators,
            List<Statement> body,
            int line)
            implements Statement {
        public FunctionDefinition {
            parameters = List.copyOf(parameters);
            defaults = List.copyOf(defaults);
            decorators = List.copyOf(decorators);
            body = List.copyOf(body);
        }

        public boolean isDecorated(String decorator) {
            return decorators.stream()
                    .flatMap(expression -> expression.dotted().stream())
                    .anyMatch(name -> name.equals(decorator) || name.endsWith("." + decorator));
        }
    }

    record Return(Expression value, int line) implements Statement {}

    /// `if` and `try`.
    ///
    /// @param condition empty for `try`
    /// @param otherwise `elif`, `else`, `except`
    record Branch(Optional<Expression> condition, List<Statement> body, List<Statement> otherwise, int line)
            implements Statement {
        public Branch {
            body = List.copyOf(body);
            otherwise = List.copyOf(otherwise);
        }
    }

    record Bare(Expression expression, int line) implements Statement {}

    /// `for variables in source`.
    ///
    /// @param loop its element is not used
    /// @param text all of it
    record Loop(Expression.Comprehension loop, List<Statement> body, String text, int line) implements Statement {
        public Loop {
            body = List.copyOf(body);
        }
    }

    /// All statements, those of branches included, in order of the text.
    static Stream<Statement> flatten(List<Statement> statements) {
        return statements.stream()
                .flatMap(statement -> statement instanceof Branch branch
                        ? Stream.concat(flatten(branch.body()), flatten(branch.otherwise()))
                        : Stream.of(statement));
    }
}
