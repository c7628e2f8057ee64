package io.godwit.analyzer.jpa;

import com.github.javaparser.ast.expr.AnnotationExpr;
import com.github.javaparser.ast.type.Type;
import io.godwit.analyzer.jpa.EntityKeys.KeyColumn;
import io.godwit.analyzer.jpa.JavaClass.Attribute;
import io.godwit.model.catalog.Constraint;
import io.godwit.model.catalog.DataType;
import io.godwit.model.catalog.ObjectName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Tables between entities, and tables of collections.
final class JoinTables {
    private final JpaModels models;
    private final EntityColumns columns;
    private final JoinColumns joins;
    private final Map<ObjectName, TableDraft> tables;

    JoinTables(JpaModels models, EntityColumns columns, JoinColumns joins, Map<ObjectName, TableDraft> tables) {
        this.models = models;
        this.columns = columns;
        this.joins = joins;
        this.tables = tables;
    }

    /// A table between two entities. A bag has no key; each target of a one-to-many stands in it once.
    void toMany(JavaClass owner, TableDraft table, Attribute attribute, boolean oneToMany) {
        String relation = oneToMany ? "OneToMany" : "ManyToMany";
        Optional<JavaClass> target =
                JoinColumns.element(attribute).flatMap(type -> joins.target(table, attribute, type, relation));
        if (target.isEmpty()) {
            return;
        }
        Optional<AnnotationExpr> joinTable = attribute.annotations().named("JoinTable");
        String suffix = models.naming == JpaNaming.SPRING
                ? attribute.name()
                : JpaNaming.unquoted(models.physicalTable(target.get()));
        String written = joinTable
                .flatMap(found -> Annotations.text(found, "name"))
                .orElse(models.derived(
                        owner, models.derived(target.get(), JpaNaming.unquoted(table.physicalName) + "_" + suffix)));
        TableDraft join = draft(written, table.name.schema(), attribute);
        List<AnnotationExpr> owning =
                joinTable.map(found -> Annotations.nested(found, "joinColumns")).orElse(List.of());
        List<AnnotationExpr> inverse = joinTable
                .map(found -> Annotations.nested(found, "inverseJoinColumns"))
                .orElse(List.of());
        String ownName = mappedBy(owner, target.get(), attribute).orElse(models.entityName(owner));
        List<String> own = side(
                join, owner, owning, ownName, JoinColumns.explicitName(owning, joinTable, "foreignKey"), attribute);
        List<String> other = side(
                join,
                target.get(),
                inverse,
                attribute.name(),
                JoinColumns.explicitName(inverse, joinTable, "inverseForeignKey"),
                attribute);
        if (isSet(attribute)) {
            own.forEach(join::key);
            other.forEach(join::key);
        }
        mapKey(attribute).ifPresent(key -> {
            columns.addElement(join, key);
            own.forEach(join::key);
            join.key(models.naming, EntityColumns.columnName(key));
        });
        order(join, own, attribute);
        joinTable.ifPresent(found -> new TableKeys(models).add(found, join, attribute.location()));
        if (oneToMany) {
            join.constraint(new Constraint.Unique(join.generated(other, "key"), other, false), attribute.location());
        }
    }

    private TableDraft draft(String written, String schema, Attribute attribute) {
        ObjectName name = new ObjectName(schema, models.naming.inCatalog(written));
        return tables.computeIfAbsent(
                name, _ -> new TableDraft(name, models.naming.rendered(written), attribute.location()));
    }

    /// The property of the other side that is mapped by this one.
    private Optional<String> mappedBy(JavaClass owner, JavaClass target, Attribute attribute) {
        return models.attributes(target).stream()
                .filter(each -> each.annotations()
                        .named("ManyToMany", "OneToMany", "OneToOne")
                        .flatMap(found -> Annotations.text(found, "mappedBy"))
                        .filter(attribute.name()::equals)
                        .isPresent())
                .filter(each -> JoinColumns.element(each)
                        .flatMap(type ->
                                models.named(type.asString(), each.location().file()))
                        .filter(found -> found.equals(owner))
                        .isPresent())
                .map(Attribute::name)
                .findFirst();
    }

    private List<String> side(
            TableDraft join,
            JavaClass entity,
            List<AnnotationExpr> stated,
            String prefix,
            Optional<String> explicitName,
            Attribute attribute) {
        List<KeyColumn> keys = joins.key(entity);
        List<String> written = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            String name = JoinColumns.joinFor(stated, keys.get(i), keys)
                    .flatMap(found -> Annotations.text(found, "name"))
                    .orElse(models.derived(entity, prefix + "_" + keys.get(i).written()));
            written.add(name);
            joins.column(join, name, keys.get(i).type(), false, attribute);
        }
        joins.foreignKey(
                join, written, entity, keys.stream().map(KeyColumn::written).toList(), explicitName, attribute);
        return written.stream().map(models.naming::inCatalog).toList();
    }

    void collection(JavaClass owner, TableDraft table, Attribute attribute) {
        Optional<AnnotationExpr> stated = attribute.annotations().named("CollectionTable", "JoinTable");
        String written = stated.flatMap(found -> Annotations.text(found, "name"))
                .orElse(models.derived(owner, models.entityName(owner) + "_" + attribute.name()));
        Optional<Type> element = JoinColumns.element(attribute);
        if (element.isEmpty()) {
            models.gap(
                    Optional.of(table.name),
                    attribute.location(),
                    "The collection " + attribute.name() + " has no element type; its table is not known.");
            return;
        }
        TableDraft values = draft(written, table.name.schema(), attribute);
        List<AnnotationExpr> owning =
                stated.map(found -> Annotations.nested(found, "joinColumns")).orElse(List.of());
        List<String> own = side(
                values,
                owner,
                owning,
                models.entityName(owner),
                JoinColumns.explicitName(owning, stated, "foreignKey"),
                attribute);
        Attribute value = new Attribute(attribute.name(), element.get(), attribute.annotations(), attribute.location());
        mapKey(attribute).ifPresent(key -> {
            columns.addElement(values, key);
            values.columnNames().forEach(values::key);
        });
        columns.addElement(values, value);
        if (isSet(attribute) && values.requiresAll()) {
            values.columnNames().forEach(values::key);
        }
        order(values, own, attribute);
        stated.ifPresent(found -> new TableKeys(models).add(found, values, attribute.location()));
    }

    /// The place of an element in a list, which is a part of the key.
    private void order(TableDraft values, List<String> own, Attribute attribute) {
        attribute.annotations().named("OrderColumn").ifPresent(order -> {
            String name = Annotations.text(order, "name").orElse(attribute.name() + "_ORDER");
            joins.column(values, name, new DataType("integer"), false, attribute);
            own.forEach(values::key);
            values.key(models.naming, name);
        });
    }

    private static boolean isSet(Attribute attribute) {
        return attribute.type().asString().matches("(?:\\w+\\.)*(?:Sorted)?Set<.*");
    }

    /// The key of a map as a column of its own: `{property}_KEY`, or as `@MapKeyColumn` says.
    private static Optional<Attribute> mapKey(Attribute attribute) {
        boolean isMap = attribute.type().asString().matches("(?:\\w+\\.)*(?:Sorted)?Map<.*");
        if (!isMap) {
            return Optional.empty();
        }
        List<AnnotationExpr> kept = new ArrayList<>();
        attribute.annotations().named("MapKeyColumn").ifPresent(stated -> kept.add(named(stated, "Column")));
        attribute.annotations().named("MapKeyEnumerated").ifPresent(stated -> kept.add(named(stated, "Enumerated")));
        boolean isNamed = attribute
                .annotations()
                .named("MapKeyColumn")
                .flatMap(found -> Annotations.text(found, "name"))
                .isPresent();
        return attribute
                .type()
                .asClassOrInterfaceType()
                .getTypeArguments()
                .flatMap(arguments -> arguments.getFirst())
                .map(type -> new Attribute(
                        isNamed ? attribute.name() : attribute.name() + "_KEY",
                        type,
                        new Annotations(kept),
                        attribute.location()));
    }

    private static AnnotationExpr named(AnnotationExpr annotation, String name) {
        AnnotationExpr copy = annotation.clone();
        copy.setName(name);
        return copy;
    }
}
