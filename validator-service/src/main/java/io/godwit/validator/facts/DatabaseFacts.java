package io.godwit.validator.facts;

import io.godwit.model.catalog.ObjectName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What a database's catalog says at one moment.
///
/// @param schema    where names without a schema are: the first of the `search_path`
/// @param user      whose session it is
/// @param relations by name
/// @param domains   by oid
/// @param whole     whether every relation of the database is among them
/// @param types     enums and composite types: the columns that use a type, as table and column
public record DatabaseFacts(
        String schema,
        String user,
        Relations relations,
        Map<Long, DomainFacts> domains,
        Map<ObjectName, Long> types,
        boolean whole) {
    public DatabaseFacts {
        domains = Map.copyOf(domains);
        types = Map.copyOf(types);
    }

    /// Nothing is known: of every table named it is taken that it exists and holds rows.
    public static DatabaseFacts unknown() {
        return new DatabaseFacts("public", "", Relations.none(), Map.of(), Map.of(), false);
    }

    /// Whether there may be relations that are not listed here.
    public boolean isUnknown() {
        return !whole;
    }

    /// The same with other relations.
    public DatabaseFacts withRelations(Map<ObjectName, Relation> others) {
        return new DatabaseFacts(schema, user, Relations.of(others), domains, types, whole);
    }

    /// The same, not relied on to name every relation.
    public DatabaseFacts incomplete() {
        return new DatabaseFacts(schema, user, relations, domains, types, false);
    }

    /// The same, every table taken to hold rows.
    public DatabaseFacts withRowsEverywhere() {
        return withRelations(relations.replaced(relation -> switch (relation.kind()) {
            case TABLE, MATERIALIZED_VIEW -> relation.populated() ? relation : relation.withRows(true);
            case PARTITIONED_TABLE, VIEW, SEQUENCE, FOREIGN_TABLE, COMPOSITE_TYPE -> relation;
        }));
    }

    /// The same, where the table has left the publication.
    public DatabaseFacts withoutPublished(ObjectName table, String publication) {
        return withRelations(relations.replaced(relation -> relation.name().equals(table)
                ? relation.withoutDependent(Dependent.Kind.PUBLICATION, publication)
                : relation));
    }

    public Optional<Relation> relation(ObjectName name) {
        return Optional.ofNullable(relations.get(name));
    }

    public Collection<Relation> all() {
        return relations.values();
    }

    public Optional<IndexFacts> index(ObjectName name) {
        return tableOfIndex(name).flatMap(table -> table.index(name.name()));
    }

    public Optional<Relation> tableOfIndex(ObjectName name) {
        return relations.tableOfIndex(name);
    }

    /// The relation and all that inherit from it, itself first.
    public List<Relation> withDescendants(Relation relation) {
        Set<ObjectName> seen = new LinkedHashSet<>(List.of(relation.name()));
        List<Relation> all = new ArrayList<>(List.of(relation));
        for (int i = 0; i < all.size(); i++) {
            for (ObjectName child : all.get(i).children()) {
                if (seen.add(child)) {
                    relation(child).ifPresent(all::add);
                }
            }
        }
        return all;
    }

    /// The default partition of a partitioned table.
    public Optional<Relation> defaultPartition(Relation parent) {
        return parent.children().stream()
                .flatMap(child -> relation(child).stream())
                .filter(child -> child.bound().equals("DEFAULT"))
                .findFirst();
    }

    /// Tables with foreign keys to this one, each with such a key.
    public List<Reference> references(Relation referenced) {
        List<Reference> references = new ArrayList<>();
        for (Relation relation : relations.mayReference(referenced.name())) {
            relation.foreignKeys()
                    .filter(key -> key.referenced().equals(Optional.of(referenced.name())))
                    .forEach(key -> references.add(new Reference(relation, key)));
        }
        return references;
    }

    /// A foreign key with the table it is of.
    public record Reference(Relation table, ConstraintFacts key) {}
}
