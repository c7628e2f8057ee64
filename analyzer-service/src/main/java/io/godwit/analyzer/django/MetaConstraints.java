package io.godwit.analyzer.django;

import io.godwit.analyzer.python.Expression;
import io.godwit.analyzer.python.Expression.Call;
import io.godwit.analyzer.python.Scope;
import io.godwit.analyzer.python.Value;
import io.godwit.model.SourceLocation;
import io.godwit.model.SqlName;
import io.godwit.model.catalog.Constraint;
import io.godwit.model.catalog.Index;
import io.godwit.model.catalog.PostgresNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// The constraints of `Meta.constraints` and `Meta.unique_together`. Unique ones with a condition, with expressions,
/// included columns or operator classes are indexes to PostgreSQL.
final class MetaConstraints {
    private final Columns columns;
    private final Arguments arguments;
    private final Gaps gaps;

    MetaConstraints(Columns columns, Arguments arguments, Gaps gaps) {
        this.columns = columns;
        this.arguments = arguments;
        this.gaps = gaps;
    }

    /// What the declared constraints are to PostgreSQL.
    sealed interface Declared {
        SourceLocation location();

        record OfConstraint(Constraint constraint, SourceLocation location) implements Declared {}

        record OfIndex(Index index, SourceLocation location) implements Declared {}
    }

    List<Declared> of(ModelClass model) {
        List<Declared> declared = new ArrayList<>();
        model.meta()
                .elements("constraints")
                .forEach(written -> constraint(model, written).ifPresent(declared::add));
        model.meta().option("unique_together").ifPresent(together -> {
            for (List<String> fields : FieldGroups.of(arguments, together)) {
                together(model, fields, together).ifPresent(declared::add);
            }
        });
        return declared;
    }

    private Optional<Declared> together(ModelClass model, List<String> fields, Written together) {
        SourceLocation location = location(together);
        List<String> names = fields.stream()
                .flatMap(field -> columns.named(model, field).stream())
                .map(column -> column.column().name())
                .toList();
        if (names.size() != fields.size()) {
            gaps.of(
                    model,
                    location,
                    "unique_together names a field that is not understood: " + String.join(", ", fields));
            return Optional.empty();
        }
        String name = GeneratedNames.index(model.table().name(), names, "_uniq");
        return Optional.of(new Declared.OfConstraint(new Constraint.Unique(name, names, false), location));
    }

    /// One of `Meta.constraints`; empty, with a gap, if it is not understood.
    Optional<Declared> constraint(ModelClass model, Written written) {
        SourceLocation location = location(written);
        try {
            if (written.expression() instanceof Call call) {
                return Optional.of(constraint(model, written.scope(), call, location));
            }
        } catch (Untranslatable problem) {
            gaps.of(
                    model,
                    location,
                    "a constraint is left out; no SQL is known for a part of it: " + problem.getMessage());
            return Optional.empty();
        }
        gaps.of(model, location, "a constraint is left out: it is no call");
        return Optional.empty();
    }

    private Declared constraint(ModelClass model, Scope scope, Call call, SourceLocation location) {
        String name = call.keyword("name")
                .flatMap(value -> arguments.value(new Written(scope, value)))
                .flatMap(Value::asText)
                .map(given -> PostgresNames.stored(MetaIndexes.formatted(model, given)))
                .orElseThrow(() -> new Untranslatable("its name"));
        Expressions expressions = new Expressions(columns, arguments, model);
        Conditions conditions = new Conditions(expressions, arguments);
        return switch (call.calleeName()) {
            case "UniqueConstraint" -> unique(name, scope, call, expressions, conditions, location);
            case "CheckConstraint" -> {
                Expression condition = call.keyword("condition")
                        .or(() -> call.keyword("check"))
                        .orElseThrow(() -> new Untranslatable("its condition"));
                yield new Declared.OfConstraint(
                        new Constraint.Check(name, conditions.translated(new Written(scope, condition)), true),
                        location);
            }
            case "ExclusionConstraint" ->
                new Declared.OfConstraint(
                        new Constraint.Other(name, exclusion(scope, call, expressions, conditions)), location);
            case String other -> throw new Untranslatable(other);
        };
    }

    private Declared unique(
            String name,
            Scope scope,
            Call call,
            Expressions expressions,
            Conditions conditions,
            SourceLocation location) {
        List<String> names = fields(scope, call, "fields", expressions);
        List<String> included = fields(scope, call, "include", expressions);
        List<String> operatorClasses = call.keyword("opclasses")
                .flatMap(list -> arguments.texts(new Written(scope, list)))
                .orElse(List.of());
        Optional<String> condition = call.keyword("condition")
                .filter(value -> !(value instanceof Expression.Constant))
                .map(value -> conditions.translated(new Written(scope, value)));
        boolean nullsNotDistinct = call.keyword("nulls_distinct")
                .filter(value -> value instanceof Expression.Constant(String word, int _) && word.equals("False"))
                .isPresent();
        List<Index.Key> keys = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            keys.add(new Index.Key(
                    Optional.of(names.get(i)),
                    Optional.empty(),
                    false,
                    false,
                    i < operatorClasses.size() ? Optional.of(operatorClasses.get(i)) : Optional.empty()));
        }
        IndexKeys reader = new IndexKeys(expressions, arguments);
        call.positional().forEach(key -> keys.add(reader.of(new Written(scope, key))));
        if (keys.isEmpty()) {
            throw new Untranslatable("its fields");
        }
        boolean isIndex = condition.isPresent()
                || !included.isEmpty()
                || !operatorClasses.isEmpty()
                || !call.positional().isEmpty();
        if (isIndex) {
            return new Declared.OfIndex(
                    new Index(name, true, "btree", keys, included, condition, nullsNotDistinct, true), location);
        }
        String deferrable = deferrable(call);
        Constraint constraint = deferrable.isEmpty()
                ? new Constraint.Unique(name, names, nullsNotDistinct)
                : new Constraint.Other(
                        name,
                        "UNIQUE " + (nullsNotDistinct ? "NULLS NOT DISTINCT " : "") + "("
                                + names.stream().map(SqlName::quoted).collect(Collectors.joining(", ")) + ")"
                                + deferrable);
        return new Declared.OfConstraint(constraint, location);
    }

    private String exclusion(Scope scope, Call call, Expressions expressions, Conditions conditions) {
        List<String> parts = new ArrayList<>();
        IndexKeys keys = new IndexKeys(expressions, arguments);
        for (Written pair : arguments.elements(
                new Written(scope, call.keyword("expressions").orElseThrow(() -> new Untranslatable("expressions"))))) {
            if (!(pair.expression() instanceof Expression.Listed(List<Expression> both, int _)) || both.size() != 2) {
                throw new Untranslatable("expressions");
            }
            Index.Key key = keys.of(new Written(pair.scope(), both.getFirst()));
            parts.add(key.column()
                            .map(SqlName::quoted)
                            .orElseGet(() -> "(" + key.expression().orElse("") + ")")
                    + key.operatorClass()
                            .map(operatorClass -> " " + operatorClass)
                            .orElse("")
                    + " WITH " + operator(pair.scope(), both.getLast()));
        }
        String method = call.keyword("index_type")
                .flatMap(value -> arguments.value(new Written(scope, value)))
                .flatMap(Value::asText)
                .orElse("gist")
                .toLowerCase(Locale.ROOT);
        List<String> included = fields(scope, call, "include", expressions);
        String condition = call.keyword("condition")
                .filter(value -> !(value instanceof Expression.Constant))
                .map(value -> " WHERE (" + conditions.translated(new Written(scope, value)) + ")")
                .orElse("");
        return "EXCLUDE USING " + method + " (" + String.join(", ", parts) + ")"
                + (included.isEmpty()
                        ? ""
                        : included.stream().map(SqlName::quoted).collect(Collectors.joining(", ", " INCLUDE (", ")")))
                + condition + deferrable(call);
    }

    private String operator(Scope scope, Expression written) {
        Optional<String> text = arguments.value(new Written(scope, written)).flatMap(Value::asText);
        String named = written.dotted().orElse("");
        return text.orElseGet(() -> switch (named.substring(named.lastIndexOf('.') + 1)) {
            case "EQUAL" -> "=";
            case "NOT_EQUAL" -> "<>";
            case "OVERLAPS" -> "&&";
            case "CONTAINS" -> "@>";
            case "CONTAINED_BY" -> "<@";
            case "ADJACENT_TO" -> "-|-";
            case String other -> throw new Untranslatable(other);
        });
    }

    private List<String> fields(Scope scope, Call call, String argument, Expressions expressions) {
        return call
                .keyword(argument)
                .map(list -> arguments.texts(new Written(scope, list)).orElseThrow(() -> new Untranslatable(argument)))
                .orElse(List.of())
                .stream()
                .map(field -> expressions.column(field).column().name())
                .toList();
    }

    private static String deferrable(Call call) {
        String dotted = call.keyword("deferrable").map(MetaConstraints::member).orElse("");
        if (dotted.endsWith("DEFERRED")) {
            return " DEFERRABLE INITIALLY DEFERRED";
        }
        return dotted.endsWith("IMMEDIATE") ? " DEFERRABLE" : "";
    }

    /// The member of an enum: `Deferrable.DEFERRED`, or `Deferrable['DEFERRED']` as migrations write it.
    private static String member(Expression written) {
        return written instanceof Expression.Subscript(var _, List<Expression> index, int _)
                        && index.getFirst() instanceof Expression.Text(String name, int _)
                ? name
                : written.dotted().orElse("");
    }

    private static SourceLocation location(Written written) {
        return new SourceLocation(
                written.scope().module().path(), written.expression().line());
    }
}
