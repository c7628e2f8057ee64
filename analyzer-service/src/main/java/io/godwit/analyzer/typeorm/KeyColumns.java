package io.godwit.analyzer.typeorm;

import io.godwit.analyzer.typeorm.EntityDraft.KeyDraft;
import io.godwit.analyzer.typeorm.EntityDraft.RelationDraft;
import io.godwit.analyzer.typeorm.script.Calls;
import io.godwit.analyzer.typeorm.script.Evaluation;
import io.godwit.analyzer.typeorm.script.Value;
import io.godwit.analyzer.typeorm.script.Value.Fields;
import io.godwit.analyzer.typeorm.script.Value.Function;
import io.godwit.analyzer.typeorm.script.Value.Items;
import io.godwit.analyzer.typeorm.script.Value.Text;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// Finds the columns that an index or unique constraint names by their properties.
final class KeyColumns {
    private final Evaluation evaluation;

    KeyColumns(Evaluation evaluation) {
        this.evaluation = evaluation;
    }

    /// The columns; empty, and the definition told, where one cannot be found.
    List<ColumnDraft> of(EntityDraft entity, KeyDraft key) {
        if (!key.columns().isEmpty()) {
            return key.columns();
        }
        List<ColumnDraft> found = new ArrayList<>();
        List<String> paths = paths(entity, key);
        for (String path : paths) {
            List<ColumnDraft> columns = named(entity, path);
            if (columns.isEmpty()) {
                entity.definition.misunderstood(
                        key.part().location(),
                        "an index or unique constraint of " + entity.definition.name() + " names " + path
                                + ", which is no column of it");
                return List.of();
            }
            found.addAll(columns);
        }
        if (paths.isEmpty()) {
            entity.definition.misunderstood(
                    key.part().location(),
                    "the columns of an index or unique constraint of " + entity.definition.name() + " are computed");
        }
        return found;
    }

    private List<String> paths(EntityDraft entity, KeyDraft key) {
        Value columns = key.part().columns() instanceof Function function
                ? new Calls(evaluation).result(function, List.of(properties(entity)))
                : key.part().columns();
        List<String> named = switch (columns) {
            case Items(List<Value> items)
            when items.stream().allMatch(item -> item.asText().isPresent()) -> ClassReading.texts(columns);
            case Fields(SequencedMap<String, Value> fields) -> List.copyOf(fields.keySet());
            case Text(String one) -> List.of(one);
            default -> List.of();
        };
        String prefix = key.parents().isEmpty() ? "" : String.join(".", key.parents()) + ".";
        return named.stream().map(name -> prefix + name.strip()).toList();
    }

    private static List<ColumnDraft> named(EntityDraft entity, String path) {
        Optional<ColumnDraft> column = entity.columns().stream()
                .filter(candidate ->
                        candidate.relation.isEmpty() && candidate.path().equals(path))
                .findFirst();
        if (column.isPresent()) {
            return List.of(column.get());
        }
        Optional<RelationDraft> relation = entity.relations.stream()
                .filter(candidate -> candidate.path().equals(path))
                .filter(candidate -> !candidate.joinedBy.isEmpty())
                .findFirst();
        if (relation.isPresent()) {
            return relation.get().joinedBy;
        }
        String owner = path.contains(".") ? path.substring(0, path.lastIndexOf('.')) : path;
        return entity.relations.stream()
                .filter(candidate -> candidate.path().equals(owner))
                .flatMap(candidate -> candidate.joinedBy.stream())
                .limit(1)
                .toList();
    }

    /// An object whose fields are the entity's properties, each worth its own path.
    private static Value properties(EntityDraft entity) {
        SequencedMap<String, Value> fields = new LinkedHashMap<>();
        entity.columns().forEach(column -> put(fields, column.parents, column.property, column.path()));
        entity.relations.forEach(relation -> put(fields, relation.parents, relation.part.property(), relation.path()));
        return new Fields(fields);
    }

    private static void put(SequencedMap<String, Value> fields, List<String> parents, String property, String path) {
        if (parents.isEmpty()) {
            fields.putIfAbsent(property, new Text(path));
            return;
        }
        SequencedMap<String, Value> inner = new LinkedHashMap<>();
        if (fields.get(parents.getFirst()) instanceof Fields(SequencedMap<String, Value> known)) {
            inner.putAll(known);
        }
        put(inner, parents.subList(1, parents.size()), property, path);
        fields.put(parents.getFirst(), new Fields(inner));
    }
}
