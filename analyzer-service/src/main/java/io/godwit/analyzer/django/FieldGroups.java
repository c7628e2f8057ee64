package io.godwit.analyzer.django;

import io.godwit.analyzer.python.Value;
import java.util.List;

/// `unique_together` and `index_together`: groups of fields, or one group.
final class FieldGroups {
    private FieldGroups() {}

    static List<List<String>> of(Arguments arguments, Written together) {
        if (!(arguments.value(together).orElse(new Value.Nothing()) instanceof Value.Listed(List<Value> elements))) {
            return List.of();
        }
        boolean isOneGroup = !elements.isEmpty() && elements.stream().allMatch(Value.Text.class::isInstance);
        List<Value> groups = isOneGroup ? List.of(new Value.Listed(elements)) : elements;
        return groups.stream()
                .filter(Value.Listed.class::isInstance)
                .map(group -> ((Value.Listed) group)
                        .elements().stream()
                                .flatMap(name -> name.asText().stream())
                                .toList())
                .filter(group -> !group.isEmpty())
                .distinct()
                .toList();
    }
}
