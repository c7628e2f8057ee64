package io.godwit.analyzer.jpa;

import com.github.javaparser.ast.expr.AnnotationExpr;
import io.godwit.analyzer.jpa.EntityKeys.KeyColumn;
import io.godwit.analyzer.jpa.JavaClass.Attribute;
import io.godwit.model.catalog.DataType;
import java.util.ArrayList;
import java.util.Comparator;
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

    /// The key of an entity: its columns' names, as written, and types. In the order of the primary
    /// key, which foreign keys to it have, too.
    List<KeyColumn> of(JavaClass entity) {
        List<JavaClass> classes = new ArrayList<>(models.above(entity));
        classes.addFirst(entity);
        boolean byGetters = classes.stream().anyMatch(JavaClass::annotatesGetters);
        List<Attribute> attributes = classes.stream()
                .flatMap(each -> models.declared(each, entity, byGetters).stream())
                .toList();
        boolean derived = EntityColumns.derivesKey(attributes);
        List<KeyColumn> columns = new ArrayList<>();
        for (Attribute attribute : attributes) {
            if (derived && attribute.annotations().has("MapsId")) {
                target(attribute, entity, columns);
            } else if (!derived && attribute.annotations().has("EmbeddedId")) {
                models.typeOf(attribute).ifPresent(type -> embedded(type, attributes, entity, columns));
            } else if (!derived && attribute.annotations().has("Id")) {
                if (EntityColumns.isRelation(attribute)) {
                    target(attribute, entity, columns);
                } else {
                    keyColumn(attribute, columns);
                }
            }
        }
        columns.sort(
                Comparator.comparing(column -> KeyOrder.of(column.type(), models.naming.physical(column.written()))));
        return columns;
    }

    /// The columns of an embedded key; a part that is a relation's (`@MapsId("order")`) has the relation's.
    private void embedded(JavaClass type, List<Attribute> attributes, JavaClass entity, List<KeyColumn> columns) {
        List<Attribute> parts = type.attributes(type.annotatesGetters());
        List<KeyColumn> inOrder = new ArrayList<>();
        parts.forEach(part -> attributes.stream()
                .filter(each -> each.annotations()
                        .named("MapsId")
                        .flatMap(found -> Annotations.text(found, "value"))
                        .filter(part.name()::equals)
                        .isPresent())
                .findFirst()
                .ifPresentOrElse(relation -> target(relation, entity, inOrder), () -> keyColumn(part, inOrder)));
        if (type.isRecord()) {
            for (int i = 0; i < inOrder.size(); i++) {
                inOrder.set(i, inOrder.get(i).at(i));
            }
        }
        columns.addAll(inOrder);
    }

    private void target(Attribute relation, JavaClass entity, List<KeyColumn> columns) {
        Optional<JavaClass> target = models.typeOf(relation).filter(found -> !found.equals(entity));
        List<KeyColumn> parts = target.map(this::of).orElse(List.of());
        List<AnnotationExpr> joins = relation.annotations().repeated("JoinColumn", "JoinColumns");
        for (int i = 0; i < parts.size(); i++) {
            KeyColumn part = parts.get(i);
            String name = JoinColumns.joinFor(joins, part, parts)
                    .flatMap(found -> Annotations.text(found, "name"))
                    .orElse(relation.name() + "_" + part.written());
            columns.add(new KeyColumn(name, part.type(), relation.name() + "." + part.path()));
        }
    }

    private void keyColumn(Attribute attribute, List<KeyColumn> columns) {
        types.of(attribute)
                .ifPresent(type ->
                        columns.add(new KeyColumn(EntityColumns.columnName(attribute), type, attribute.name())));
    }

    /// @param written the column's name before it becomes physical
    /// @param path the attribute it is of, by which Hibernate orders the parts of a key; those of a record stay as
    ///     they are declared, and have their number in front
    record KeyColumn(String written, DataType type, String path) {

        private KeyColumn at(int place) {
            return new KeyColumn(written, type, "%05d.%s".formatted(place, path));
        }

        /// Its place among the parts of its key, which join columns that name no column follow.
        int placeIn(List<KeyColumn> key) {
            return (int) key.stream()
                    .filter(other -> other.path().compareTo(path) < 0)
                    .count();
        }
    }
}
