package io.godwit.model.diff;

import io.godwit.model.catalog.Catalog;
import io.godwit.model.catalog.SchemaObject;
import io.godwit.model.change.SchemaChange;
import io.godwit.model.change.SchemaChange.CreateObject;
import io.godwit.model.change.SchemaChange.DropObject;
import io.godwit.model.change.SchemaChange.ReplaceObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// The changes of what is not taken apart, and what cannot be changed at all.
final class ObjectDiff {
    /// Kinds a catalog lists without knowing how to make them.
    private static final List<String> ONLY_LISTED =
            List.of("foreign table ", "aggregate ", "event trigger ", "publication ");

    private ObjectDiff() {}

    static List<SchemaChange> between(Catalog before, Catalog after) {
        List<SchemaChange> changes = new ArrayList<>();
        for (SchemaObject wanted : after.objects().values()) {
            SchemaObject earlier = before.objects().get(wanted.key());
            if (earlier == null) {
                changes.add(new CreateObject(wanted));
            } else if (!earlier.sameAs(wanted)) {
                changes.add(
                        CompositeGrowth.between(earlier, wanted).orElseGet(() -> new ReplaceObject(earlier, wanted)));
            }
        }
        before.objects().values().stream()
                .filter(object -> !after.objects().containsKey(object.key()))
                .map(DropObject::new)
                .forEach(changes::add);
        return changes;
    }

    /// One sentence for each difference that Godwit sees and cannot plan.
    static List<String> beyondReach(Catalog before, Catalog after) {
        List<String> refusals = new ArrayList<>();
        for (String line : differing(before.others(), after.others())) {
            ONLY_LISTED.stream()
                    .filter(line::startsWith)
                    .findFirst()
                    .ifPresent(kind -> refusals.add("The " + line.substring(0, line.lastIndexOf(' '))
                            + " differs, and Godwit does not change a " + kind.strip()
                            + ": write that part by hand."));
        }
        after.tables()
                .values()
                .forEach(table -> before.table(table.name())
                        .filter(earlier -> !earlier.lineage()
                                .partitionKey()
                                .equals(table.lineage().partitionKey()))
                        .ifPresent(_ -> refusals.add("The table " + table.name()
                                + " is to be partitioned differently, which PostgreSQL cannot do in place: create a"
                                + " table beside it, copy the rows and rename.")));
        return refusals.stream().distinct().toList();
    }

    private static Set<String> differing(Set<String> one, Set<String> other) {
        Set<String> all = new TreeSet<>(one);
        all.addAll(other);
        all.removeIf(line -> one.contains(line) && other.contains(line));
        return all;
    }
}
