package io.godwit.analyzer.typeorm;

import io.godwit.analyzer.typeorm.Definition.KeyPart;
import io.godwit.analyzer.typeorm.EntityDraft.KeyDraft;
import io.godwit.analyzer.typeorm.EntityDraft.RelationDraft;
import io.godwit.analyzer.typeorm.script.Value;
import io.godwit.analyzer.typeorm.script.Value.Items;
import io.godwit.analyzer.typeorm.script.Value.Undefined;
import io.godwit.model.catalog.Constraint.ForeignKey;
import io.godwit.model.catalog.ReferentialAction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The table of a many-to-many relation: the keys of both sides as its own key, an index and a foreign key for each.
final class JoinTables {
    private final Settings settings;

    JoinTables(Settings settings) {
        this.settings = settings;
    }

    /// @param inverse the relation on the other side, where this one names it
    /// @param options of `@JoinTable`
    EntityDraft of(
            EntityDraft owner,
            RelationDraft relation,
            EntityDraft other,
            Optional<RelationDraft> inverse,
            Value options) {
        String name = options.get("name")
                .asText()
                .orElseGet(() ->
                        settings.naming().joinTable(owner.nameWithoutPrefix, other.nameWithoutPrefix, relation.path()));
        String schema = options.get("schema").asText().orElse(owner.table.schema());
        List<Value> mine = written(options, "joinColumn", "joinColumns");
        List<Value> theirs = written(options, "inverseJoinColumn", "inverseJoinColumns");
        boolean computed = Stream.of(List.of(options), mine, theirs)
                .flatMap(List::stream)
                .anyMatch(each -> ColumnDraft.isComputed(each.get("name"))
                        || each.computed(List.of("schema", "synchronize")).isPresent());
        if (computed) {
            owner.definition.misunderstoodOfAnyTable(
                    relation.part.location(),
                    "the join table of " + relation.path() + " is left out, because a name in it is not known");
        }
        Definition definition = new Definition(name, Optional.empty(), relation.part.location());
        String bare = Identifiers.shortened(name);
        EntityDraft table = new EntityDraft(
                definition,
                schema,
                settings.entityPrefix(),
                bare,
                !options.get("synchronize").isFalse() && !computed);
        List<ColumnDraft> myKeys = referenced(owner, mine);
        List<ColumnDraft> theirKeys = referenced(other, theirs);
        List<String> myNames = names(owner, myKeys, mine);
        List<String> theirNames = names(other, theirKeys, theirs);
        List<ColumnDraft> first = columns(table, myKeys, distinct(myNames, theirNames, "_1"));
        List<ColumnDraft> second = columns(table, theirKeys, distinct(theirNames, myNames, "_2"));
        table.ownColumns.addAll(first);
        table.ownColumns.addAll(second);
        index(table, first);
        index(table, second);
        if (!relation.part.options().get("createForeignKeyConstraints").isFalse()) {
            Value on = relation.part.options();
            key(table, first, owner, myKeys, mine, action(on, "onDelete"), action(on, "onUpdate"));
            key(
                    table,
                    second,
                    other,
                    theirKeys,
                    theirs,
                    inverseAction(inverse, "onDelete"),
                    inverseAction(inverse, "onUpdate"));
        }
        return table;
    }

    private static ReferentialAction action(Value options, String event) {
        return options.get(event).isPresent() ? RelationBuilding.action(options.get(event)) : ReferentialAction.CASCADE;
    }

    /// To 0.3, where the other side is named, only what it says counts.
    private ReferentialAction inverseAction(Optional<RelationDraft> inverse, String event) {
        return inverse.map(other -> switch (settings.version()) {
                    case ZERO -> RelationBuilding.action(other.part.options().get(event));
                    case ONE -> action(other.part.options(), event);
                })
                .orElse(ReferentialAction.CASCADE);
    }

    private static List<Value> written(Value options, String one, String several) {
        if (options.get(one).isPresent()) {
            return List.of(options.get(one));
        }
        return options.get(several) instanceof Items(List<Value> items) ? items : List.of();
    }

    private static List<ColumnDraft> referenced(EntityDraft entity, List<Value> written) {
        List<String> named = written.stream()
                .flatMap(column -> column.get("referencedColumnName").asText().stream())
                .toList();
        return named.isEmpty()
                ? entity.primaryColumns()
                : named.stream()
                        .flatMap(property -> entity.columns().stream()
                                .filter(column -> column.property.equals(property))
                                .limit(1))
                        .toList();
    }

    private List<String> names(EntityDraft entity, List<ColumnDraft> keys, List<Value> written) {
        return keys.stream()
                .map(key -> written.stream()
                        .filter(column -> column.get("referencedColumnName")
                                .asText()
                                .map(key.property::equals)
                                .orElse(true))
                        .flatMap(column -> column.get("name").asText().stream())
                        .findFirst()
                        .orElseGet(() ->
                                settings.naming().joinTableColumn(entity.nameWithoutPrefix, key.property, key.name)))
                .toList();
    }

    /// Names that both sides would have are told apart by a number.
    private static List<String> distinct(List<String> names, List<String> others, String number) {
        return names.stream()
                .map(name -> others.contains(name) ? name + number : name)
                .toList();
    }

    private List<ColumnDraft> columns(EntityDraft table, List<ColumnDraft> keys, List<String> names) {
        List<ColumnDraft> columns = new ArrayList<>();
        for (int at = 0; at < keys.size(); at++) {
            String name = names.get(at);
            ColumnDraft column = new ColumnDraft(
                    name,
                    Optional.of(name),
                    List.of(),
                    settings.naming().column(name, Optional.of(name), List.of()),
                    table.definition.location());
            column.copyShape(keys.get(at));
            column.primary = true;
            columns.add(column);
        }
        return columns;
    }

    static void index(EntityDraft table, List<ColumnDraft> columns) {
        table.indexes.add(new KeyDraft(
                new KeyPart(Optional.empty(), new Undefined(), new Undefined(), table.definition.location()),
                List.of(),
                columns));
    }

    private void key(
            EntityDraft table,
            List<ColumnDraft> columns,
            EntityDraft other,
            List<ColumnDraft> keys,
            List<Value> written,
            ReferentialAction onDelete,
            ReferentialAction onUpdate) {
        List<String> names = columns.stream().map(column -> column.name).toList();
        List<String> referenced = keys.stream().map(column -> column.name).toList();
        String name = written.stream()
                .flatMap(column -> column.get("foreignKeyConstraintName").asText().stream())
                .findFirst()
                .orElseGet(() -> settings.naming().foreignKey(table.fullName, names, other.fullName, referenced));
        table.foreignKeys.add(
                new ForeignKey(name, names, other.table, referenced, onDelete, onUpdate, Optional.empty(), true));
        table.places.putIfAbsent(name, table.definition.location());
    }
}
