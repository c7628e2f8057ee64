package io.godwit.analyzer.python;

import io.godwit.analyzer.python.Statement.Assignment;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Enums, those of Django (`TextChoices`) included: their members are worth their values.
public final class Enumerations {
    private static final Set<String> BASES =
            Set.of("Enum", "IntEnum", "StrEnum", "TextChoices", "IntegerChoices", "Choices", "Flag", "IntFlag");

    private static final int MAX_DEPTH = 10;

    private Enumerations() {}

    public static boolean isEnumeration(Names names, ClassReference type) {
        return isEnumeration(names, type, 0);
    }

    private static boolean isEnumeration(Names names, ClassReference type, int depth) {
        return names.bases(type).stream().anyMatch(base -> switch (base) {
            case Resolution.External(String dotted) -> BASES.contains(dotted.substring(dotted.lastIndexOf('.') + 1));
            case Resolution.OfClass(ClassReference parent) ->
                depth < MAX_DEPTH && isEnumeration(names, parent, depth + 1);
            case Resolution _ -> false;
        });
    }

    /// The values of all members by their names, in order; members whose value is not constant are left out.
    public static Map<String, Value> members(Evaluation evaluation, ClassReference type) {
        Map<String, Value> members = new LinkedHashMap<>();
        type.definition().flattened().forEach(statement -> {
            if (statement instanceof Assignment assignment
                    && assignment.value().isPresent()
                    && assignment.name().filter(name -> !name.startsWith("_")).isPresent()) {
                String name = assignment.name().get();
                memberValue(evaluation, type, name, assignment.value().get(), members.size())
                        .ifPresent(value -> members.put(name, value));
            }
        });
        return members;
    }

    /// `Color.RED`, `Color.RED.value`, `Color.values`, `Color.choices`; empty for anything else.
    static Optional<Value> member(Evaluation evaluation, Scope scope, Expression.Attribute attribute) {
        String name = attribute.name();
        if ((name.equals("value") || name.equals("name"))
                && attribute.owner() instanceof Expression.Attribute owner
                && enumeration(evaluation, scope, owner.owner()).isPresent()) {
            return name.equals("name") ? Optional.of(new Value.Text(owner.name())) : member(evaluation, scope, owner);
        }
        return enumeration(evaluation, scope, attribute.owner()).flatMap(type -> {
            Map<String, Value> members = members(evaluation, type);
            return switch (name) {
                case "values" -> Optional.of(new Value.Listed(List.copyOf(members.values())));
                case "choices" -> Optional.of(choices(members));
                case "names" ->
                    Optional.of(new Value.Listed(members.keySet().stream()
                            .<Value>map(Value.Text::new)
                            .toList()));
                default -> Optional.ofNullable(members.get(name));
            };
        });
    }

    /// The members an enum gives when it is looped over.
    static Optional<Value> members(Evaluation evaluation, Scope scope, Expression expression) {
        return enumeration(evaluation, scope, expression)
                .map(type ->
                        new Value.Listed(List.copyOf(members(evaluation, type).values())));
    }

    private static Value choices(Map<String, Value> members) {
        List<Value> pairs = new ArrayList<>();
        members.forEach((name, value) -> pairs.add(new Value.Listed(List.of(value, new Value.Text(name)))));
        return new Value.Listed(pairs);
    }

    private static Optional<ClassReference> enumeration(Evaluation evaluation, Scope scope, Expression expression) {
        return evaluation.names().resolve(scope, expression) instanceof Resolution.OfClass(ClassReference type)
                        && isEnumeration(evaluation.names(), type)
                ? Optional.of(type)
                : Optional.empty();
    }

    /// Django's members may be pairs of value and label; `auto()` counts, or takes the name for texts.
    private static Optional<Value> memberValue(
            Evaluation evaluation, ClassReference type, String name, Expression written, int before) {
        if (written instanceof Expression.Call call && call.calleeName().equals("auto")) {
            boolean text = type.definition().bases().stream()
                    .flatMap(base -> base.dotted().stream())
                    .anyMatch(base -> base.endsWith("TextChoices") || base.endsWith("StrEnum"));
            return Optional.of(text ? new Value.Text(name) : Value.Whole.of(before + 1L));
        }
        Expression first = written instanceof Expression.Listed(List<Expression> elements, int _) && !elements.isEmpty()
                ? elements.getFirst()
                : written;
        return evaluation.of(type.body(), first);
    }
}
