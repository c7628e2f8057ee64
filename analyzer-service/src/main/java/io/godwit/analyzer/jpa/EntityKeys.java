package io.godwit.analyzer.jpa;

import io.godwit.analyzer.jpa.EntityKeys.KeyColumn;
import io.godwit.analyzer.jpa.JavaClass.Attribute;
import io.godwit.model.catalog.DataType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The keys of entities, which others refer to.
final class EntityKeys {
    private final JpaModels models;
    private final AttributeTypes types;

    EntityKeys(JpaModels models, AttributeTypes types) {
        this.models = models;
        this.types = types;
    }

    /// The key of an entity: its columns' names, as written, and types.
    List<KeyColumn> of(JavaClass entity) {
        List<KeyColumn> columns = new ArrayList<>();
        List<JavaClass> classes = new ArrayList<>(models.above(entity));
        classes.addFirst(entity);
        boolean byGetters = classes.stream().anyMatch(JavaClass::annotatesGetters);
        boolean derived = classes.stream().anyMatch(each -> EntityColumns.derivesKey(each.attributes(byGetters)));
        for (JavaClass each : classes) {
            for (Attribute attribute : each.attributes(byGetters)) {
                if (derived && attribute.annotations().has("MapsId")) {
                    models.named(attribute.type().asString())
                            .filter(target -> !target.equals(entity))
                            .ifPresent(target -> of(target)
                                    .forEach(part -> columns.add(new KeyColumn(
                                            JoinColumns.nameIn(attribute, part.written()), part.type()))));
                } else if (derived) {
                    continue;
                } else if (attribute.annotations().has("EmbeddedId")) {
                    models.named(attribute.type().asString())
                            .ifPresent(found -> found.attributes(found.annotatesGetters())
                                    .forEach(part -> keyColumn(part, columns)));
                } else if (attribute.annotations().has("Id") && !EntityColumns.isRelation(attribute)) {
                    keyColumn(attribute, columns);
                } else if (attribute.annotations().has("Id")
                        || attribute.annotations().has("MapsId")) {
                    Optional<JavaClass> target = models.named(attribute.type().asString());
                    if (attribute.annotations().has("Id")
                            && target.isPresent()
                            && !target.get().equals(entity)) {
                        of(target.get())
                                .forEach(part -> columns.add(
                                        new KeyColumn(JoinColumns.nameIn(attribute, part.written()), part.type())));
                    }
                }
            }
        }
        return columns;
    }

    private void keyColumn(Attribute attribute, List<KeyColumn> columns) {
        types.of(attribute).ifPresent(type -> columns.add(new KeyColumn(EntityColumns.columnName(attribute), type)));
    }

    /// @param written the column's name before it becomes physical
    record KeyColumn(String written, DataType type) {}
}
