package io.godwit.model.diff;

import io.godwit.model.catalog.Catalog;
import io.godwit.model.catalog.DataType;
import io.godwit.model.catalog.EnumType;
import io.godwit.model.catalog.Table;
import io.godwit.model.change.SchemaChange;
import io.godwit.model.change.SchemaChange.AddEnumValue;
import io.godwit.model.change.SchemaChange.ReplaceEnum;
import io.godwit.model.change.SchemaChange.ReplaceEnum.EnumUser;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// How an enum gets its new labels. New ones are added where the models have them; only when some go away must the type
/// be replaced. The order of labels that stay is left as it is: PostgreSQL cannot change it without a replacement, and
/// few rely on it.
final class EnumDiff {
    private EnumDiff() {}

    static List<SchemaChange> between(EnumType before, EnumType after, Catalog wanted) {
        List<SchemaChange> changes = new ArrayList<>(added(before, after));
        if (!after.labels().containsAll(before.labels())) {
            changes.add(new ReplaceEnum(before, after, users(after, wanted)));
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

    /// The columns of a catalog that have the type, or an array of it.
    static List<EnumUser> users(EnumType type, Catalog catalog) {
        return catalog.tables().values().stream()
                .flatMap(table -> users(type, table))
                .toList();
    }

    private static Stream<EnumUser> users(EnumType type, Table table) {
        DataType bare = DataType.of(type.name());
        return table.columns().stream()
                .filter(column -> column.type().equals(bare) || column.type().equals(bare.array()))
                .map(column -> new EnumUser(table.name(), column));
    }
}
