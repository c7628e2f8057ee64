package io.godwit.model.planning;

import io.godwit.model.catalog.Catalog;
import io.godwit.model.catalog.ObjectKind;
import io.godwit.model.catalog.ObjectOrder;
import io.godwit.model.catalog.SchemaObject;
import io.godwit.model.change.SchemaChange.CreateObject;
import io.godwit.model.change.SchemaChange.CreateTable;
import io.godwit.model.change.SchemaChange.DropColumn;
import io.godwit.model.change.SchemaChange.DropObject;
import io.godwit.model.change.SchemaChange.DropTable;
import io.godwit.model.change.SchemaChange.ReplaceObject;
import io.godwit.model.plan.Action;
import io.godwit.model.plan.Reversibility;
import io.godwit.model.plan.Rollback;
import io.godwit.model.plan.TransactionMode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Plans views, functions, triggers and the like. What can be brought to its new form is altered in place; what cannot,
/// and what depends on it, is taken away and made again in one transaction, in the order of the dependencies. What
/// stands in the way of a column's new type goes before it and comes back after it.
final class ObjectChanges {
    private final Map<String, SchemaObject> before;
    private final Map<String, SchemaObject> after;
    private final WantedChanges wanted;
    private final BrokenKeys broken;
    private final Drafts drafts;
    private final Map<String, SchemaObject> replaced = new HashMap<>();
    private final Map<String, Integer> numbers = new HashMap<>();

    ObjectChanges(Catalog live, WantedChanges wanted, Drafts drafts) {
        this.before = live.objects();
        this.after = new TreeMap<>(live.objects());
        this.wanted = wanted;
        this.broken = new BrokenKeys(wanted, live);
        this.drafts = drafts;
        for (int number = 0; number < wanted.all().size(); number++) {
            switch (wanted.all().get(number)) {
                case CreateObject(SchemaObject fresh) -> wants(fresh, number);
                case ReplaceObject(SchemaObject old, SchemaObject fresh) -> {
                    replaced.put(old.key(), old);
                    wants(fresh, number);
                }
                case DropObject(SchemaObject old) -> {
                    after.remove(old.key());
                    numbers.put(old.key(), number);
                }
                case io.godwit.model.change.SchemaChange _ -> {}
            }
        }
    }

    private void wants(SchemaObject object, int number) {
        after.put(object.key(), object.grantedAs(Optional.ofNullable(before.get(object.key()))));
        numbers.put(object.key(), number);
    }

    void plan() {
        Set<String> inTheWay = inTheWay();
        Set<String> moved = moved();
        if (moved.stream().anyMatch(inTheWay::contains)) {
            inTheWay.addAll(moved);
        }
        moved.removeAll(inTheWay);
        Set<String> early = early();
        early(early);
        ObjectOrder.toRemove(all(before, inTheWay)).forEach(object -> remove(Rank.DROP_OBJECT_IN_THE_WAY, object));
        make(inTheWay, moved, early);
        aroundEnums();
        gone(inTheWay, moved);
    }

    private Set<String> inTheWay() {
        Set<String> keys = ObjectOrder.dependents(before.values(), broken.early());
        Set<String> names = wanted.of(CreateTable.class)
                .map(create -> create.table().name().identity())
                .collect(Collectors.toSet());
        fresh().forEach(object -> names.add(object.identity()));
        List<String> homonyms = wanted.of(DropObject.class)
                .map(DropObject::object)
                .filter(object -> names.contains(object.identity()))
                .map(SchemaObject::key)
                .toList();
        keys.addAll(detached());
        keys.addAll(homonyms);
        keys.addAll(ObjectOrder.dependents(before.values(), homonyms));
        return keys;
    }

    /// Partitions that go while their parent changes: what reaches them through it could not be undone after.
    private List<String> detached() {
        return wanted.of(DropObject.class)
                .map(DropObject::object)
                .filter(object -> object.kind() == ObjectKind.PARTITION)
                .filter(object -> wanted.changesTable(object.identity().split(" of ")[1]))
                .map(SchemaObject::key)
                .toList();
    }

    /// Changed objects that cannot be altered in place, and what depends on them.
    private Set<String> moved() {
        List<String> keys = wanted.of(ReplaceObject.class)
                .filter(change -> !change.before().canBecome(change.after()))
                .map(change -> change.after().key())
                .toList();
        Set<String> moved = ObjectOrder.dependents(before.values(), keys);
        moved.addAll(keys);
        return moved;
    }

    private Stream<SchemaObject> fresh() {
        return wanted.of(CreateObject.class).map(CreateObject::object);
    }

    /// New objects that tables need: types, functions of defaults, sequences.
    private Set<String> early() {
        List<SchemaObject> fresh = fresh().toList();
        Set<String> newTables = wanted.of(CreateTable.class)
                .map(create -> "table " + create.table().name().identity())
                .collect(Collectors.toSet());
        List<SchemaObject> needed = fresh.stream()
                .filter(object -> !object.tables().isEmpty())
                .filter(object -> object.uses().stream().noneMatch(newTables::contains))
                .toList();
        Set<String> early = ObjectOrder.used(fresh, needed);
        needed.forEach(object -> early.add(object.key()));
        return early;
    }

    private void early(Set<String> early) {
        ObjectOrder.toMake(all(after, early)).forEach(object -> make(Rank.CREATE_EARLY_OBJECT, object));
    }

    private void make(Set<String> inTheWay, Set<String> moved, Set<String> early) {
        Set<String> dropped = wanted.of(DropTable.class)
                .map(drop -> drop.table().name().identity())
                .collect(Collectors.toSet());
        List<SchemaObject> named = fresh().filter(
                        object -> dropped.contains(object.identity()) || joinsShrinkingParent(object))
                .toList();
        Set<String> last = ObjectOrder.dependents(
                after.values(), named.stream().map(SchemaObject::key).toList());
        named.forEach(object -> last.add(object.key()));
        Set<String> keys = new HashSet<>(inTheWay);
        keys.addAll(moved);
        fresh().map(SchemaObject::key).forEach(keys::add);
        wanted.of(ReplaceObject.class).map(change -> change.after().key()).forEach(keys::add);
        keys.removeAll(early);
        List<SchemaObject> objects = ObjectOrder.toMake(all(after, keys));
        List<SchemaObject> now =
                objects.stream().filter(object -> !last.contains(object.key())).toList();
        if (moved.isEmpty()) {
            now.forEach(object -> {
                if (before.containsKey(object.key()) && !inTheWay.contains(object.key())) {
                    alter(object);
                } else {
                    make(Rank.CREATE_OBJECT, object);
                }
            });
        } else {
            Set<String> apart = apart(now);
            together(
                    now.stream().filter(object -> !apart.contains(object.key())).toList(), moved, inTheWay);
            now.stream()
                    .filter(object -> apart.contains(object.key()))
                    .forEach(object -> make(Rank.CREATE_OBJECT, object));
        }
        objects.stream()
                .filter(object -> last.contains(object.key()))
                .forEach(object -> make(Rank.CREATE_LAST_OBJECT, object));
    }

    /// New triggers, policies and rules, and what is said of them: they lock their table, which is not to wait while a
    /// materialized view is filled. Nor are others to wait while a new one is.
    private Set<String> apart(List<SchemaObject> now) {
        Set<String> keys = fresh().filter(object -> object.kind() == ObjectKind.TRIGGER
                        || object.kind() == ObjectKind.POLICY
                        || object.kind() == ObjectKind.RULE
                        || object.kind() == ObjectKind.MATERIALIZED_VIEW)
                .map(SchemaObject::key)
                .collect(Collectors.toSet());
        keys.addAll(ObjectOrder.dependents(after.values(), keys));
        keys.removeIf(before::containsKey);
        keys.removeAll(ObjectOrder.used(
                now, now.stream().filter(object -> !keys.contains(object.key())).toList()));
        return keys;
    }

    private boolean joinsShrinkingParent(SchemaObject object) {
        return object.kind() == ObjectKind.PARTITION
                && wanted.of(DropColumn.class)
                        .anyMatch(drop ->
                                drop.table().identity().equals(object.identity().split(" of ")[1]));
    }

    /// Takes the moved objects away and makes all in one transaction, so that nobody misses them.
    private void together(List<SchemaObject> objects, Set<String> moved, Set<String> inTheWay) {
        List<String> forward = new ArrayList<>();
        List<String> back = new ArrayList<>();
        for (SchemaObject object : ObjectOrder.toRemove(all(before, moved))) {
            forward.addAll(object.removes());
            back.addAll(0, object.remakes());
        }
        for (SchemaObject object : objects) {
            SchemaObject old = waysBack(object.key());
            boolean stays = old != null && !moved.contains(object.key()) && !inTheWay.contains(object.key());
            forward.addAll(stays ? object.alters() : object.remakes());
            back.addAll(0, stays && old != null ? old.alters() : object.removes());
        }
        String titles = all(before, moved).stream().map(SchemaObject::toString).collect(Collectors.joining(", "));
        drafts.add(new Draft(
                Rank.CREATE_OBJECT,
                numbers.values().stream().min(Integer::compare).orElse(0),
                "Make anew: " + titles,
                new Action.RunSql(forward, TransactionMode.TOGETHER),
                lossless(back),
                Optional.empty()));
    }

    private void alter(SchemaObject object) {
        SchemaObject old = waysBack(object.key());
        if (old != null && !object.alters().isEmpty()) {
            drafts.add(new Draft(
                    Rank.CREATE_OBJECT,
                    number(object),
                    "Change the " + object,
                    new Action.RunSql(object.alters(), TransactionMode.TOGETHER),
                    lossless(old.alters()),
                    Optional.empty()));
        }
    }

    /// What there is, with the statements that lead back to it: for some they depend on what it becomes.
    private @Nullable SchemaObject waysBack(String key) {
        SchemaObject live = before.get(key);
        SchemaObject old = replaced.get(key);
        return live != null && live.alters().isEmpty() && old != null ? old : live;
    }

    private void aroundEnums() {
        Set<String> users = ObjectOrder.dependents(after.values(), broken.enums());
        users.removeIf(key -> !before.containsKey(key) && !after.containsKey(key));
        List<SchemaObject> staying = ObjectOrder.withoutLabelsOfOthers(all(after, users), broken.replacedEnums());
        ObjectOrder.toRemove(staying).forEach(object -> remove(Rank.DROP_OBJECT_ON_ENUM, object));
        ObjectOrder.toMake(staying).forEach(object -> make(Rank.CREATE_OBJECT_ON_ENUM, object));
    }

    private void gone(Set<String> inTheWay, Set<String> moved) {
        List<SchemaObject> gone = wanted.of(DropObject.class)
                .map(DropObject::object)
                .filter(object -> !inTheWay.contains(object.key()) && !moved.contains(object.key()))
                .toList();
        List<SchemaObject> used =
                gone.stream().filter(object -> !object.tables().isEmpty()).toList();
        Set<String> late = ObjectOrder.used(gone, used);
        used.forEach(object -> late.add(object.key()));
        ObjectOrder.toRemove(gone)
                .forEach(object -> remove(
                        late.contains(object.key()) ? Rank.DROP_USED_OBJECT : Rank.DROP_OBJECT,
                        object,
                        labels(object)));
    }

    /// Comments that go with it though nobody asked for it.
    private List<String> labels(SchemaObject gone) {
        Set<String> keys = ObjectOrder.dependents(before.values(), List.of(gone.key()));
        return all(before, keys).stream()
                .filter(object -> object.isLabel() && !numbers.containsKey(object.key()))
                .flatMap(object -> object.makes().stream())
                .toList();
    }

    private void make(Rank rank, SchemaObject object) {
        drafts.add(new Draft(
                rank,
                number(object),
                "Make the " + object,
                new Action.RunSql(object.remakes(), TransactionMode.TOGETHER),
                lossless(object.removes()),
                Optional.empty()));
    }

    private void remove(Rank rank, SchemaObject object) {
        remove(rank, object, List.of());
    }

    /// @param further statements that follow when it comes back
    private void remove(Rank rank, SchemaObject object, List<String> further) {
        if (!object.removes().isEmpty()) {
            drafts.add(new Draft(
                    rank,
                    number(object),
                    "Take the " + object + " away",
                    new Action.RunSql(object.removes(), TransactionMode.TOGETHER),
                    lossless(Stream.concat(object.remakes().stream(), further.stream())
                            .toList()),
                    Optional.empty()));
        }
    }

    private int number(SchemaObject object) {
        return numbers.getOrDefault(object.key(), 0);
    }

    private static Rollback lossless(List<String> statements) {
        return new Rollback(Reversibility.LOSSLESS, statements, TransactionMode.TOGETHER, "");
    }

    private static List<SchemaObject> all(Map<String, SchemaObject> from, Collection<String> keys) {
        return keys.stream()
                .flatMap(key -> Optional.ofNullable(from.get(key)).stream())
                .toList();
    }
}
