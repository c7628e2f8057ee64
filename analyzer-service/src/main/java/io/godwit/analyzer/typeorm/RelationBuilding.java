package io.godwit.analyzer.typeorm;

import io.godwit.analyzer.typeorm.Definition.KeyPart;
import io.godwit.analyzer.typeorm.Definition.Kind;
import io.godwit.analyzer.typeorm.Definition.RelationKind;
import io.godwit.analyzer.typeorm.Definition.RelationPart;
import io.godwit.analyzer.typeorm.EntityDraft.KeyDraft;
import io.godwit.analyzer.typeorm.EntityDraft.RelationDraft;
import io.godwit.analyzer.typeorm.script.Value;
import io.godwit.model.catalog.Constraint.ForeignKey;
import io.godwit.model.catalog.ReferentialAction;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Gives relations their columns and foreign keys, and many-to-many relations their tables.
final class RelationBuilding {
    /// Options that decide what column and foreign key a relation has.
    private static final List<String> OPTIONS =
            List.of("nullable", "primary", "onDelete", "onUpdate", "createForeignKeyConstraints", "deferrable");

    private final Definitions definitions;
    private final Settings settings;
    private final Map<Definition, EntityDraft> entities;
    private final Set<EntityDraft> joined = new HashSet<>();
    private final List<EntityDraft> joinTables = new ArrayList<>();

    RelationBuilding(Definitions definitions, Settings settings, Map<Definition, EntityDraft> entities) {
        this.definitions = definitions;
        this.settings = settings;
        this.entities = new LinkedHashMap<>(entities);
    }

    /// @return the tables that are made for relations
    List<EntityDraft> build() {
        entities.values().forEach(this::join);
        JoinTables tables = new JoinTables(settings);
        for (EntityDraft entity : entities.values()) {
            for (RelationDraft relation : entity.relations) {
                joinTable(entity, relation)
                        .ifPresent(options -> target(entity, relation)
                                .map(other ->
                                        tables.of(entity, relation, other, inverse(relation.part, other), options))
                                .filter(table -> hasBothKeys(entity, relation, table))
                                .ifPresent(joinTables::add));
            }
            if (entity.definition.tree.filter("closure-table"::equals).isPresent()) {
                joinTables.add(new ClosureTables(settings, definitions.evaluation()).of(entity));
            }
        }
        return joinTables;
    }

    /// A join table whose sides are not both understood is left as it is in the database.
    private static boolean hasBothKeys(EntityDraft entity, RelationDraft relation, EntityDraft table) {
        boolean both = table.indexes.stream().noneMatch(index -> index.columns().isEmpty());
        if (!both) {
            entity.definition.misunderstoodOfAnyTable(
                    relation.part.location(),
                    "the join table " + table.fullName + " of " + entity.definition.name() + "." + relation.path()
                            + " is left out, because the primary key of one side is not understood");
        }
        return both;
    }

    private static Optional<Value> joinTable(EntityDraft entity, RelationDraft relation) {
        return relation.part.kind() == RelationKind.MANY_TO_MANY
                ? Optional.ofNullable(relation.part.owner().joinTables.get(relation.part.property()))
                        .filter(_ -> !entity.isView())
                : Optional.empty();
    }

    /// The entities an entity refers to come first: their keys may consist of relations, too.
    private void join(EntityDraft entity) {
        if (!joined.add(entity)) {
            return;
        }
        for (RelationDraft relation : entity.relations) {
            boolean owner = relation.part.kind() == RelationKind.MANY_TO_ONE
                    || relation.part.kind() == RelationKind.ONE_TO_ONE
                            && relation.part.owner().joinColumns.containsKey(relation.part.property());
            if (owner) {
                target(entity, relation).ifPresent(other -> {
                    join(other);
                    join(entity, relation, other);
                });
            }
        }
    }

    /// The table on the other side. A child entity's is its parent's.
    private Optional<EntityDraft> target(EntityDraft entity, RelationDraft relation) {
        Optional<Definition> definition = definitions.target(relation.part.target());
        Optional<EntityDraft> found = definition.flatMap(this::table);
        if (found.isEmpty()) {
            entity.definition.misunderstood(
                    relation.part.location(),
                    "the entity that " + entity.definition.name() + "." + relation.path() + " relates to"
                            + definition.map(other -> ", " + other.name() + ",").orElse("")
                            + " is not among the registered ones, so its column and foreign key are missing");
        }
        return found;
    }

    private Optional<EntityDraft> table(Definition definition) {
        if (definition.kind == Kind.CHILD) {
            return definition.lineage().stream()
                    .filter(parent -> parent.inheritance.isPresent())
                    .findFirst()
                    .flatMap(parent -> Optional.ofNullable(entities.get(parent)));
        }
        return Optional.ofNullable(entities.get(definition));
    }

    private static Optional<RelationDraft> inverse(RelationPart relation, EntityDraft other) {
        return InverseNames.of(relation.inverse())
                .flatMap(name -> other.relations.stream()
                        .filter(candidate -> candidate.path().equals(name))
                        .findFirst());
    }

    private void join(EntityDraft entity, RelationDraft relation, EntityDraft other) {
        RelationPart part = relation.part;
        List<Value> written = part.owner().joinColumns.getOrDefault(part.property(), List.of());
        List<ColumnDraft> referenced = referenced(entity, relation, other, written);
        for (ColumnDraft key : referenced) {
            relation.joinedBy.add(column(entity, relation, key, written));
        }
        boolean constrained = !part.options().get("createForeignKeyConstraints").isFalse();
        Optional<String> computed = part.options()
                .computed(OPTIONS)
                .or(() -> written.stream()
                        .flatMap(options -> options.computed(List.of("foreignKeyConstraintName")).stream())
                        .findFirst());
        if (computed.isPresent()) {
            relation.joinedBy.forEach(column -> column.optionProblem = computed.map(ColumnDraft::notKnown));
            return;
        }
        if (written.stream().anyMatch(options -> ColumnDraft.isComputed(options.get("name")))) {
            relation.joinedBy.forEach(column -> column.nameComputed = true);
            return;
        }
        if (referenced.isEmpty() || !constrained || entity.isView() || other.isView()) {
            return;
        }
        List<String> names =
                relation.joinedBy.stream().map(column -> column.name).toList();
        List<String> referencedNames =
                referenced.stream().map(column -> column.name).toList();
        String name = written.stream()
                .flatMap(options -> options.get("foreignKeyConstraintName").asText().stream())
                .findFirst()
                .orElseGet(() -> settings.naming().foreignKey(entity.fullName, names, other.fullName, referencedNames));
        entity.foreignKeys.add(new ForeignKey(
                name,
                names,
                other.table,
                referencedNames,
                action(part.options().get("onDelete")),
                action(part.options().get("onUpdate")),
                deferrable(part.options().get("deferrable")),
                true));
        entity.places.putIfAbsent(name, part.location());
        boolean keyed = relation.joinedBy.stream().allMatch(column -> column.primary);
        if (part.kind() == RelationKind.ONE_TO_ONE && !keyed) {
            entity.uniques.add(new KeyDraft(
                    new KeyPart(
                            Optional.of(settings.naming().relationUnique(entity.fullName, names)),
                            new Value.Undefined(),
                            new Value.Undefined(),
                            part.location()),
                    relation.parents,
                    List.copyOf(relation.joinedBy)));
        }
    }

    private List<ColumnDraft> referenced(
            EntityDraft entity, RelationDraft relation, EntityDraft other, List<Value> written) {
        boolean named = written.stream()
                .anyMatch(
                        options -> options.get("referencedColumnName").asText().isPresent());
        if (!named) {
            List<ColumnDraft> keys = other.primaryColumns();
            if (keys.isEmpty()) {
                entity.definition.misunderstood(
                        relation.part.location(),
                        other.definition.name() + " has no primary key that " + entity.definition.name() + "."
                                + relation.path() + " could refer to");
            }
            return keys;
        }
        List<ColumnDraft> found = new ArrayList<>();
        for (Value options : written) {
            String property = options.get("referencedColumnName").asText().orElse("");
            Optional<ColumnDraft> column = other.ownColumn(property);
            if (column.isEmpty()) {
                entity.definition.misunderstood(
                        relation.part.location(),
                        "the column " + property + " of " + other.definition.name() + ", which "
                                + entity.definition.name() + "." + relation.path() + " refers to, is not there");
            }
            column.ifPresent(found::add);
        }
        if (settings.version() == Settings.Version.ONE && found.size() > 1) {
            List<ColumnDraft> keys = other.primaryColumns();
            found.sort(Comparator.comparingInt(column -> keys.contains(column) ? keys.indexOf(column) : keys.size()));
        }
        return found;
    }

    /// The column that refers to a key: one that is declared under that name takes over the key's type; else it is
    /// made.
    private ColumnDraft column(EntityDraft entity, RelationDraft relation, ColumnDraft key, List<Value> written) {
        RelationPart part = relation.part;
        String wanted = written.stream()
                .filter(options -> options.get("referencedColumnName")
                        .asText()
                        .map(key.property::equals)
                        .orElse(true))
                .flatMap(options -> options.get("name").asText().stream())
                .filter(name -> !name.isEmpty())
                .findFirst()
                .orElseGet(() -> settings.naming().joinColumn(part.property(), key.property));
        List<ColumnDraft> candidates = relation.parents.isEmpty() ? entity.ownColumns : entity.embeddedColumns;
        Optional<ColumnDraft> declared = candidates.stream()
                .filter(column -> column.parents.equals(relation.parents))
                .filter(column -> settings.naming()
                        .column(column.property, column.given, List.of())
                        .equals(wanted))
                .findFirst();
        if (declared.isPresent()) {
            declared.get().refersTo(key);
            return declared.get();
        }
        ColumnDraft made = new ColumnDraft(
                part.property(),
                Optional.of(wanted),
                relation.parents,
                settings.naming().column(part.property(), Optional.of(wanted), relation.prefixes),
                part.location());
        made.copyShape(key);
        made.relation = Optional.of(part);
        made.primary = part.options().get("primary").isTrue();
        made.nullable = !part.options().get("nullable").isFalse() && !made.primary;
        candidates.add(made);
        return made;
    }

    static ReferentialAction action(Value action) {
        return switch (action.asText().orElse("NO ACTION").toUpperCase(Locale.ROOT)) {
            case "CASCADE" -> ReferentialAction.CASCADE;
            case "RESTRICT" -> ReferentialAction.RESTRICT;
            case "SET NULL" -> ReferentialAction.SET_NULL;
            case "SET DEFAULT" -> ReferentialAction.SET_DEFAULT;
            default -> ReferentialAction.NO_ACTION;
        };
    }

    /// `INITIALLY IMMEDIATE` is what a deferrable constraint is by itself.
    static Optional<String> deferrable(Value how) {
        return how.asText()
                .map(text -> text.toUpperCase(Locale.ROOT))
                .map(text -> text.equals("INITIALLY DEFERRED") ? "DEFERRABLE INITIALLY DEFERRED" : "DEFERRABLE");
    }
}
