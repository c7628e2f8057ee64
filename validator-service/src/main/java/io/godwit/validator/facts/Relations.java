package io.godwit.validator.facts;

import io.godwit.model.catalog.ObjectName;
import java.util.AbstractMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Relations by name, never changed, with the ways back that many statements ask for: from an index to its table, from
/// a referenced table to those that reference it.
public final class Relations extends AbstractMap<ObjectName, Relation> {
    private final PersistentMap<ObjectName, Relation> byName;
    private final PersistentMap<ObjectName, ObjectName> byIndex;
    private final PersistentMap<ObjectName, PersistentSet<ObjectName>> referencing;

    private Relations(
            PersistentMap<ObjectName, Relation> byName,
            PersistentMap<ObjectName, ObjectName> byIndex,
            PersistentMap<ObjectName, PersistentSet<ObjectName>> referencing) {
        this.byName = byName;
        this.byIndex = byIndex;
        this.referencing = referencing;
    }

    public static Relations none() {
        return new Relations(PersistentMap.empty(), PersistentMap.empty(), PersistentMap.empty());
    }

    public static Relations of(Map<ObjectName, Relation> all) {
        if (all instanceof Relations already) {
            return already;
        }
        Relations relations = none();
        for (Relation relation : all.values()) {
            relations = relations.with(relation);
        }
        return relations;
    }

    @Override
    public @Nullable Relation get(@Nullable Object name) {
        return byName.get(name);
    }

    @Override
    public boolean containsKey(@Nullable Object name) {
        return byName.containsKey(name);
    }

    @Override
    public Set<Map.Entry<ObjectName, Relation>> entrySet() {
        return byName.entrySet();
    }

    /// In place of the relation of that name.
    public Relations with(Relation relation) {
        PersistentMap<ObjectName, ObjectName> indexes = byIndex;
        Relation before = byName.get(relation.name());
        if (before != null && !before.indexes().equals(relation.indexes())) {
            for (IndexFacts index : before.indexes()) {
                indexes = indexes.without(index.name());
            }
        }
        for (IndexFacts index : relation.indexes()) {
            indexes = relation.name().equals(indexes.get(index.name()))
                    ? indexes
                    : indexes.with(index.name(), relation.name());
        }
        PersistentMap<ObjectName, PersistentSet<ObjectName>> keys = referencing;
        for (ObjectName other : referenced(relation)) {
            PersistentSet<ObjectName> known = Objects.requireNonNullElse(keys.get(other), PersistentSet.empty());
            keys = known.contains(relation.name()) ? keys : keys.with(other, known.with(relation.name()));
        }
        return new Relations(byName.with(relation.name(), relation), indexes, keys);
    }

    public Relations without(ObjectName name) {
        Relation before = byName.get(name);
        PersistentMap<ObjectName, ObjectName> indexes = byIndex;
        for (IndexFacts index : before == null ? List.<IndexFacts>of() : before.indexes()) {
            indexes = indexes.without(index.name());
        }
        return new Relations(byName.without(name), indexes, referencing);
    }

    /// Each as the function makes it; what it gives back as it was costs nothing.
    public Relations replaced(UnaryOperator<Relation> change) {
        Relations all = this;
        for (Relation relation : byName.values()) {
            Relation changed = change.apply(relation);
            all = changed.equals(relation) ? all : all.with(changed);
        }
        return all;
    }

    public Optional<Relation> tableOfIndex(ObjectName index) {
        return Optional.ofNullable(byIndex.get(index)).flatMap(table -> Optional.ofNullable(byName.get(table)));
    }

    /// Those that reference the table now or did before.
    List<Relation> mayReference(ObjectName referenced) {
        PersistentSet<ObjectName> tables =
                Objects.requireNonNullElse(referencing.get(referenced), PersistentSet.empty());
        return tables.stream()
                .flatMap(table -> Optional.ofNullable(byName.get(table)).stream())
                .toList();
    }

    private static List<ObjectName> referenced(Relation relation) {
        return relation.foreignKeys()
                .flatMap(key -> key.referenced().stream())
                .distinct()
                .toList();
    }
}
