package io.godwit.model.diff;

import io.godwit.model.catalog.EnumType;
import io.godwit.model.change.LabelOrder;
import io.godwit.model.change.SchemaChange;
import io.godwit.model.change.SchemaChange.AddEnumValue;
import io.godwit.model.change.SchemaChange.ReplaceEnum;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// How an enum gets its new labels. New ones are added where they are wanted; only when some go away, or when those
/// that
/// stay are wanted in another order, must the type be replaced: PostgreSQL moves no label.
final class EnumDiff {
    private EnumDiff() {}

    static List<SchemaChange> between(EnumType before, EnumType after, LabelOrder order) {
        List<SchemaChange> changes = new ArrayList<>(added(before, after));
        ReplaceEnum replacement = new ReplaceEnum(before, after, order);
        if (replacement.moves() || !replacement.removed().isEmpty()) {
            changes.add(replacement);
        }
        return changes;
    }

    /// One addition for each missing label, each placed before the next label that is there by then.
    static List<SchemaChange> added(EnumType before, EnumType after) {
        List<SchemaChange> changes = new ArrayList<>();
        Set<String> present = new HashSet<>(before.labels());
        for (int i = 0; i < after.labels().size(); i++) {
            String label = after.labels().get(i);
            if (present.contains(label)) {
                continue;
            }
            Optional<String> next = after.labels().subList(i + 1, after.labels().size()).stream()
                    .filter(present::contains)
                    .findFirst();
            changes.add(new AddEnumValue(after.name(), label, next));
            present.add(label);
        }
        return changes;
    }
}
