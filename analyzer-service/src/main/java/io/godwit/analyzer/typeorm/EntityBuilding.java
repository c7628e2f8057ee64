package io.godwit.analyzer.typeorm;

import io.godwit.analyzer.typeorm.Definition.ColumnPart;
import io.godwit.analyzer.typeorm.Definition.EmbeddedPart;
import io.godwit.analyzer.typeorm.Definition.KeyPart;
import io.godwit.analyzer.typeorm.Definition.Kind;
import io.godwit.analyzer.typeorm.Definition.RelationPart;
import io.godwit.analyzer.typeorm.EntityDraft.KeyDraft;
import io.godwit.analyzer.typeorm.EntityDraft.RelationDraft;
import io.godwit.analyzer.typeorm.script.Value;
import io.godwit.analyzer.typeorm.script.Value.Fields;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Puts an entity's table together from its definition, those it inherits from, those that share its table, and those
/// it embeds. Relations get their columns afterwards.
final class EntityBuilding {
    private static final int DEEPEST_EMBEDDING = 20;

    private final Definitions definitions;
    private final Settings settings;

    EntityBuilding(Definitions definitions, Settings settings) {
        this.definitions = definitions;
        this.settings = settings;
    }

    EntityDraft of(Definition definition) {
        String given = settings.naming().table(definition.name(), definition.tableName);
        String schema = definition
                .tableOptions
                .get("schema")
                .asText()
                .or(settings::schema)
                .orElse("public");
        EntityDraft entity = new EntityDraft(
                definition,
                schema,
                settings.entityPrefix(),
                given,
                !definition.tableOptions.get("synchronize").isFalse() && !definition.tableNameComputed);
        List<Definition> tree = new ArrayList<>(definition.lineage().reversed());
        List<Definition> children = children(definition);
        tree.addAll(children);
        columns(entity, tree, new HashSet<>(children));
        relations(entity, tree);
        for (Definition part : tree) {
            entity.open.putAll(part.open);
            keys(part.indexes, List.of(), entity.indexes);
            keys(part.uniques, List.of(), entity.uniques);
        }
        Set<String> seen = new HashSet<>();
        for (Definition part : tree) {
            for (EmbeddedPart embedded : part.embedded) {
                if (seen.add(embedded.property() + "\n" + embedded.prefix())) {
                    embed(entity, embedded, List.of(), List.of(), definition.inheritance.isPresent(), 0);
                }
            }
        }
        discriminator(entity);
        tree(entity);
        return entity;
    }

    /// Entities whose rows are in the table of this one.
    private List<Definition> children(Definition definition) {
        return definition.inheritance.isEmpty()
                ? List.of()
                : definitions.registered().stream()
                        .filter(child -> child.kind == Kind.CHILD)
                        .filter(child -> child.lineage().contains(definition))
                        .toList();
    }

    /// What is declared first, in the base class, stays: a later one of the same name only lends it its default.
    private void columns(EntityDraft entity, List<Definition> tree, Set<Definition> children) {
        Map<String, ColumnDraft> columns = new LinkedHashMap<>();
        for (Definition part : tree) {
            for (ColumnPart column : part.columns) {
                ColumnDraft earlier = columns.get(column.property());
                if (earlier == null) {
                    ColumnDraft draft = ColumnDraft.of(column, List.of(), List.of(), settings.naming());
                    generated(draft, part);
                    draft.nullable |= children.contains(part);
                    columns.put(column.property(), draft);
                } else if (column.options().get("default").isPresent() && !children.contains(part)) {
                    earlier.defaultValue = column.options().get("default");
                }
            }
        }
        entity.ownColumns.addAll(columns.values());
    }

    private static void generated(ColumnDraft column, Definition part) {
        column.generated = Optional.ofNullable(part.generated.get(column.property));
        if (column.generated.filter("uuid"::equals).isPresent()) {
            column.type = "uuid";
            column.typeProblem = Optional.empty();
        }
    }

    private static void relations(EntityDraft entity, List<Definition> tree) {
        Map<String, RelationPart> relations = new LinkedHashMap<>();
        tree.forEach(part -> part.relations.forEach(relation -> relations.putIfAbsent(relation.property(), relation)));
        relations.values().forEach(relation -> entity.relations.add(new RelationDraft(relation, List.of(), List.of())));
    }

    private static void keys(List<KeyPart> parts, List<String> parents, List<KeyDraft> into) {
        parts.forEach(part -> into.add(new KeyDraft(part, parents, List.of())));
    }

    private void embed(
            EntityDraft entity,
            EmbeddedPart embedded,
            List<String> outerParents,
            List<String> outerPrefixes,
            boolean nullable,
            int depth) {
        Optional<Definition> target = definitions.target(embedded.target());
        if (target.isEmpty() || depth > DEEPEST_EMBEDDING) {
            entity.definition.misunderstood(
                    embedded.location(),
                    "what " + embedded.property() + " of " + entity.definition.name()
                            + " embeds is not among the files, so its columns are missing; publish its file with the change");
            return;
        }
        List<String> parents = with(outerParents, embedded.property());
        List<String> prefixes = prefixes(outerPrefixes, embedded);
        List<Definition> tree = target.get().lineage().reversed();
        if (target.get() != entity.definition) {
            entity.definition.misunderstandings.addAll(target.get().misunderstandings);
        }
        Map<String, ColumnDraft> columns = new LinkedHashMap<>();
        Map<String, RelationPart> relations = new LinkedHashMap<>();
        for (Definition part : tree) {
            for (ColumnPart column : part.columns) {
                ColumnDraft draft = ColumnDraft.of(column, parents, prefixes, settings.naming());
                generated(draft, part);
                draft.nullable |= nullable;
                columns.putIfAbsent(column.property(), draft);
            }
            part.relations.forEach(relation -> relations.putIfAbsent(relation.property(), relation));
            part.open.forEach((property, where) -> entity.open.put(String.join(".", with(parents, property)), where));
            keys(part.indexes, parents, entity.indexes);
            keys(part.uniques, parents, entity.uniques);
        }
        entity.embeddedColumns.addAll(columns.values());
        relations.values().forEach(relation -> entity.relations.add(new RelationDraft(relation, parents, prefixes)));
        for (Definition part : tree) {
            part.embedded.forEach(inner -> embed(entity, inner, parents, prefixes, nullable, depth + 1));
        }
    }

    /// The property's name unless another prefix is given; none where the prefix is false or empty.
    private static List<String> prefixes(List<String> outer, EmbeddedPart embedded) {
        return switch (embedded.prefix()) {
            case Value.Truth(boolean named) -> named ? with(outer, embedded.property()) : outer;
            case Value.Text(String prefix) -> prefix.isEmpty() ? outer : with(outer, prefix);
            default -> with(outer, embedded.property());
        };
    }

    private static List<String> with(List<String> outer, String inner) {
        List<String> all = new ArrayList<>(outer);
        all.add(inner);
        return all;
    }

    /// Tells the entities of one table apart. It is indexed, unless the entity does that itself.
    private void discriminator(EntityDraft entity) {
        Optional<Value> column = entity.definition.inheritance.filter(Value::isPresent);
        if (column.isEmpty()) {
            return;
        }
        Value options = column.get();
        String property =
                options.asText().or(() -> options.get("name").asText()).orElse("type");
        ColumnDraft draft = entity.ownColumn(property).orElseGet(() -> {
            boolean described = options instanceof Fields;
            ColumnDraft made = ColumnDraft.of(
                    new ColumnPart(
                            property,
                            Definition.Role.REGULAR,
                            described ? options : new Value.Undefined(),
                            options.get("type").isPresent()
                                    ? WrittenTypes.of(options.get("type"))
                                    : new WrittenType.Named("varchar"),
                            false,
                            entity.definition.location()),
                    List.of(),
                    List.of(),
                    settings.naming());
            entity.ownColumns.add(made);
            return made;
        });
        boolean indexed = entity.definition.indexes.stream()
                .anyMatch(index -> ClassReading.texts(index.columns()).equals(List.of(draft.name)));
        if (!indexed) {
            entity.indexes.add(new KeyDraft(
                    new KeyPart(
                            Optional.empty(),
                            new Value.Undefined(),
                            new Value.Undefined(),
                            entity.definition.location()),
                    List.of(),
                    List.of(draft)));
        }
    }

    private void tree(EntityDraft entity) {
        switch (entity.definition.tree.orElse("")) {
            case "materialized-path" -> {
                ColumnDraft path = added(entity, "mpath", "varchar", new Value.Text(""));
                path.nullable = true;
            }
            case "nested-set" -> {
                added(entity, "nsleft", "int", new Value.Numeric(1));
                added(entity, "nsright", "int", new Value.Numeric(2));
            }
            default -> {}
        }
    }

    private ColumnDraft added(EntityDraft entity, String name, String type, Value defaultValue) {
        ColumnDraft column = new ColumnDraft(
                name,
                Optional.of(name),
                List.of(),
                settings.naming().column(name, Optional.of(name), List.of()),
                entity.definition.location());
        column.type = type;
        column.defaultValue = defaultValue;
        entity.ownColumns.add(column);
        return column;
    }
}
