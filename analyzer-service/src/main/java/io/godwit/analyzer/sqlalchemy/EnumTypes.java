package io.godwit.analyzer.sqlalchemy;

import io.godwit.analyzer.python.ClassReference;
import io.godwit.analyzer.python.Enumerations;
import io.godwit.analyzer.python.Evaluation;
import io.godwit.analyzer.python.Expression;
import io.godwit.analyzer.python.Expression.Argument;
import io.godwit.analyzer.python.Expression.Call;
import io.godwit.analyzer.python.Resolution;
import io.godwit.analyzer.python.Scope;
import io.godwit.analyzer.python.Value;
import io.godwit.model.catalog.DataType;
import io.godwit.model.catalog.EnumType;
import io.godwit.model.catalog.ObjectName;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// `Enum(Color)`, `Enum("red", "green", name="color")` and `Enum(*COLORS, name="color")`.
final class EnumTypes {
    /// In bytes.
    private static final int LONGEST_LABEL = 63;

    private final Evaluation evaluation;
    private final Map<ObjectName, EnumType> enums;

    /// @param enums gets the enums that are met
    EnumTypes(Evaluation evaluation, Map<ObjectName, EnumType> enums) {
        this.evaluation = evaluation;
        this.enums = enums;
    }

    /// The type of a column; empty if a label is not known, or if it has no name, without which SQLAlchemy makes none.
    Optional<DataType> of(Scope scope, Call call, String schema) {
        Optional<String> name = text(scope, call, "name");
        boolean isNative = call.keyword("native_enum")
                .flatMap(value -> evaluation.of(scope, value))
                .flatMap(Value::asTruth)
                .orElse(true);
        List<String> labels = new ArrayList<>();
        for (Argument argument : call.arguments()) {
            boolean isSpread = argument.value() instanceof Expression.Spread spread && !spread.mapping();
            if (!argument.name().isEmpty() || argument.value() instanceof Expression.Spread && !isSpread) {
                continue;
            }
            Expression given = argument.value() instanceof Expression.Spread(Expression all, boolean _, int _)
                    ? all
                    : argument.value();
            if (!isSpread
                    && evaluation.names().resolve(scope, given) instanceof Resolution.OfClass(ClassReference type)) {
                boolean ofValues = call.keyword("values_callable").isPresent();
                return ofClass(type, name, schema, ofValues, isNative);
            }
            Optional<List<String>> more = evaluation.of(scope, given).flatMap(EnumTypes::labels);
            if (more.isEmpty()) {
                return Optional.empty();
            }
            labels.addAll(more.get());
        }
        return labels.isEmpty()
                ? Optional.empty()
                : stored(name, text(scope, call, "schema").orElse(schema), labels, isNative);
    }

    /// The labels of a Python enum are the names of its members, unless told otherwise.
    Optional<DataType> ofClass(
            ClassReference type, Optional<String> name, String schema, boolean ofValues, boolean isNative) {
        Map<String, Value> members = Enumerations.members(evaluation, type);
        List<String> labels = ofValues
                ? members.values().stream()
                        .flatMap(value -> value.asText().stream())
                        .toList()
                : List.copyOf(members.keySet());
        return labels.isEmpty()
                ? Optional.empty()
                : stored(name.or(() -> Optional.of(type.name().toLowerCase(Locale.ROOT))), schema, labels, isNative);
    }

    private static Optional<List<String>> labels(Value value) {
        List<Value> given = value instanceof Value.Listed(List<Value> many) ? many : List.of(value);
        List<String> labels =
                given.stream().flatMap(each -> each.asText().stream()).toList();
        return labels.size() == given.size() ? Optional.of(labels) : Optional.empty();
    }

    private Optional<DataType> stored(Optional<String> name, String schema, List<String> labels, boolean isNative) {
        if (!isNative) {
            int longest = labels.stream().mapToInt(String::length).max().orElse(1);
            return Optional.of(new DataType("character varying(" + longest + ")"));
        }
        return name.filter(_ -> labels.stream().allMatch(EnumTypes::fits)).map(given -> {
            ObjectName type = new ObjectName(schema, given);
            enums.put(type, new EnumType(type, labels));
            return DataType.of(type);
        });
    }

    /// PostgreSQL refuses longer labels, where it cuts longer names.
    private static boolean fits(String label) {
        return label.getBytes(StandardCharsets.UTF_8).length <= LONGEST_LABEL;
    }

    private Optional<String> text(Scope scope, Call call, String keyword) {
        return call.keyword(keyword)
                .flatMap(value -> evaluation.of(scope, value))
                .flatMap(Value::asText);
    }
}
